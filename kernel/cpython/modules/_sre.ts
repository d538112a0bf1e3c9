/** _sre: regular expressions, once compiled.  CPython: Modules/_sre/sre.c. */
import type { Answer, Ref } from '../heap/reference.js';
import { defineModule } from '../abstract/define.js';
import { asIndex, newInt } from '../include/int.js';
import { newBool } from '../include/singletons.js';
import { NULL } from '../heap/reference.js';
import { profile } from '../profiles/profile.js';
import { isCasedAscii, isCasedUnicode, lowerAscii, lowerUnicode } from './_sre/characters.js';
import { compile } from './_sre/pattern.js';
import { newTemplate } from './_sre/template.js';

const CODESIZE = 4;
const ofCharacter =
  (f: (c: number) => Answer) =>
  (_module: Ref, character: Ref): Answer => {
    const c = asIndex(character);
    return c === null ? NULL : f(c);
  };

export const sre = defineModule({
  name: '_sre',
  constants: {
    MAGIC: profile.sre.magic,
    CODESIZE,
    MAXREPEAT: 4294967295,
    MAXGROUPS: profile.sre.maxGroups,
    copyright: ' SRE 2.2.2 Copyright (c) 1997-2002 by Secret Labs AB '
  },
  functions: {
    compile: {
      signature: '($module, /, pattern, flags, code, groups, groupindex, indexgroup)',
      doc: '',
      call: compile
    },
    template: {
      versions: '3.12-',
      signature: '($module, pattern, template, /)',
      doc: '',
      call: newTemplate
    },
    getcodesize: { signature: '($module, /)', doc: '', call: (): Answer => newInt(CODESIZE) },
    ascii_iscased: {
      signature: '($module, character, /)',
      doc: '',
      call: ofCharacter(c => newBool(isCasedAscii(c)))
    },
    unicode_iscased: {
      signature: '($module, character, /)',
      doc: '',
      call: ofCharacter(c => newBool(isCasedUnicode(c)))
    },
    ascii_tolower: {
      signature: '($module, character, /)',
      doc: '',
      call: ofCharacter(c => newInt(lowerAscii(c)))
    },
    unicode_tolower: {
      signature: '($module, character, /)',
      doc: '',
      call: ofCharacter(c => newInt(lowerUnicode(c)))
    }
  }
});
