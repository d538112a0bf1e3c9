/** Every builtin module, loaded for its declaration.  Written by kernel/build/indexes.mjs. */
import './_abc.js';
import './_collections.js';
import './_io.js';
import './_operator.js';
import './_sre.js';
import './_stat.js';
import './_string.js';
import './_thread.js';
import './_weakref.js';
import './builtins.js';
import './errno.js';
import './gc.js';
import './itertools.js';
import './math.js';
import './posix.js';
import './refscope.js';
import './sys.js';
