/** Values of sys that describe this Python: versions, limits, flags.  CPython: Python/sysmodule.c. */
import { NULL, type Owned, type Ref } from '../../heap/reference.js';
import { structSequence } from '../../abstract/structseq.js';
import { setStr } from '../../include/dict.js';
import { newFloat } from '../../include/float.js';
import { newInt, newIntFromBigInt } from '../../include/int.js';
import { newFrozenSet, setAdd } from '../../include/set.js';
import { newBool, none } from '../../include/singletons.js';
import { identifier, internStr, newStr } from '../../include/str.js';
import { newTuple, setTupleItem } from '../../include/tuple.js';
import { decref } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { realm } from '../../profiles/realm.js';
import { standardModules } from '../../profiles/standard-modules.js';
import { PyNamespace, newNamespace } from '../../types/namespace.js';
import { declaredModules } from '../../abstract/define.js';

export const must = (o: Owned | 0): Owned => {
  if (o === NULL) throw new Error('no memory while sys is made');
  return o;
};
const facts = profile.sys;
const [major = 3, minor = 0, micro = 0] = profile.version.release.split('.').map(Number);

const versionInfoType = structSequence('sys.version_info', 'Version information as a named tuple.', [
  'major',
  'minor',
  'micro',
  'releaselevel',
  'serial'
]);
export const versionInfo = (): Owned =>
  must(versionInfoType.make(newInt(major), newInt(minor), newInt(micro), internStr('final'), newInt(0)));
export const hexversion = (major << 24) | (minor << 16) | (micro << 8) | 0xf0;
export const versionText = `${profile.version.release} (main, refscope) [simulated]`;

const flagNames = [
  'debug',
  'inspect',
  'interactive',
  'optimize',
  'dont_write_bytecode',
  'no_user_site',
  'no_site',
  'ignore_environment',
  'verbose',
  'bytes_warning',
  'quiet',
  'hash_randomization',
  'isolated',
  'dev_mode',
  'utf8_mode',
  ...facts.moreFlags
];
const flagsType = structSequence(
  'sys.flags',
  'Flags provided through command line arguments or environment vars.',
  flagNames,
  false,
  Object.fromEntries(Object.entries(facts.hiddenFlags).map(([name, n]) => [name, { get: () => newInt(n) }]))
);
export const flags = (): Owned =>
  must(
    flagsType.make(
      ...flagNames.map(name => {
        if (name === 'dev_mode' || name === 'safe_path') return newBool(false);
        if (name === 'int_max_str_digits') return newInt(4300);
        const isOn =
          name === 'no_site' ||
          name === 'dont_write_bytecode' ||
          (name === 'hash_randomization' && realm.hashSeed !== 0);
        return newInt(isOn ? 1 : 0);
      })
    )
  );

const floatInfoType = structSequence('sys.float_info', 'What a C double can hold.', [
  'max',
  'max_exp',
  'max_10_exp',
  'min',
  'min_exp',
  'min_10_exp',
  'dig',
  'mant_dig',
  'epsilon',
  'radix',
  'rounds'
]);
export const floatInfo = (): Owned =>
  must(
    floatInfoType.make(
      newFloat(Number.MAX_VALUE),
      newInt(1024),
      newInt(308),
      newFloat(2.2250738585072014e-308),
      newInt(-1021),
      newInt(-307),
      newInt(15),
      newInt(53),
      newFloat(Number.EPSILON),
      newInt(2),
      newInt(1)
    )
  );
const intInfoNames = [
  'bits_per_digit',
  'sizeof_digit',
  'default_max_str_digits',
  'str_digits_check_threshold'
];
const intInfoType = structSequence('sys.int_info', 'How ints are stored.', intInfoNames);
export const intInfo = (): Owned => must(intInfoType.make(newInt(30), newInt(4), newInt(4300), newInt(640)));

const hashInfoType = structSequence('sys.hash_info', 'How hashes are computed.', [
  'width',
  'modulus',
  'inf',
  'nan',
  'imag',
  'algorithm',
  'hash_bits',
  'seed_bits',
  'cutoff'
]);
export const hashInfo = (): Owned =>
  must(
    hashInfoType.make(
      newInt(64),
      newIntFromBigInt((1n << 61n) - 1n),
      newInt(314159),
      newInt(0),
      newInt(1000003),
      newStr(facts.hashAlgorithm),
      newInt(64),
      newInt(128),
      newInt(0)
    )
  );
const threadInfoType = structSequence('sys.thread_info', 'How threads are made.', [
  'name',
  'lock',
  'version'
]);
export const threadInfo = (): Owned =>
  must(threadInfoType.make(newStr('pthread'), newStr('semaphore'), none()));

/** sys.implementation */
export function implementation(): Owned {
  const self = must(newNamespace());
  const dict = PyNamespace.ns_dict(self) as Ref;
  const put = (name: string, value: Owned): void => {
    setStr(dict, identifier(name), value);
    decref(value);
  };
  put('name', must(newStr('cpython')));
  put('cache_tag', must(newStr(`cpython-${major}${minor}`)));
  put('version', versionInfo());
  put('hexversion', must(newInt(hexversion)));
  put('_multiarch', must(newStr('x86_64-linux-gnu')));
  if (facts.saysIsolatedInterpreters) put('supports_isolated_interpreters', newBool(false));
  return self;
}
/** sys.stdlib_module_names */
export function stdlibModuleNames(): Owned {
  const set = must(newFrozenSet());
  for (const name of standardModules) {
    const text = must(internStr(name));
    setAdd(set, text);
    decref(text);
  }
  return set;
}
/** sys.builtin_module_names */
export function builtinModuleNames(): Owned {
  const names = [...declaredModules.keys()].sort();
  const tuple = must(newTuple(names.length));
  for (const [i, name] of names.entries()) setTupleItem(tuple, i, must(internStr(name)));
  return tuple;
}
