/** posix: the system as far as there is one: no processes, no descriptors, files to read.  CPython: Modules/posixmodule.c. */
import { defineModule } from '../abstract/define.js';
import { newDict } from '../include/dict.js';
import { newList } from '../include/list.js';
import { errors } from '../object/errors.js';
import { newRef } from '../object/refcount.js';
import { constants } from './posix/constants.js';
import { files, statResult } from './posix/files.js';
import { fspath } from './posix/paths.js';
import { processFunctions, terminalSize, timesResult, unameResult } from './posix/process.js';
import { must } from './sys/values.js';

export const posix = defineModule({
  name: 'posix',
  doc: 'This module provides access to operating system functionality that is\nstandardized by the C Standard and the POSIX standard (a thinly\ndisguised Unix interface).  Refer to the library manual and\ncorresponding Unix manual entries for more information on calls.',
  types: {
    stat_result: statResult.type,
    uname_result: unameResult.type,
    times_result: timesResult.type,
    terminal_size: terminalSize.type
  },
  constants: {
    environ: () => must(newDict()),
    error: () => newRef(errors.OSError),
    _have_functions: () => must(newList(0)),
    ...constants
  },
  functions: {
    fspath: {
      signature: '($module, /, path)',
      doc: 'Return the file system path representation of the object.',
      call: fspath as never
    },
    ...processFunctions,
    ...files
  }
});
