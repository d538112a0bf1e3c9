/**
 * Hash objects: eight words, how many bytes came, and those of the last block begun.  Up to 3.11 they lie in the object, then in a
 * block of their own.  CPython: Modules/sha256module.c, sha512module.c, sha2module.c.
 */
import { load, load8, store, store8, storePointer, type Address } from '../../heap/memory.js';
import { DONE, NULL, type Answer, type Done, type Ref, type Result } from '../../heap/reference.js';
import { structAt } from '../../heap/struct.js';
import { bufferOf } from '../../abstract/buffer.js';
import { defineType, type Method, type TypeDeclaration } from '../../abstract/define.js';
import { newBytes } from '../../include/bytes.js';
import { newInt } from '../../include/int.js';
import { none } from '../../include/singletons.js';
import { isStr, newStr } from '../../include/str.js';
import { staticType, type PyType } from '../../include/type.js';
import { allocate, release } from '../../memory/allocate.js';
import { newObject, noMemory } from '../../object/create.js';
import { owning, thenFree } from '../../abstract/fields.js';
import { errors, raise } from '../../object/errors.js';
import { track, untrack } from '../../object/gchead.js';
import { decref } from '../../object/refcount.js';
import { profile } from '../../profiles/profile.js';
import { beginnings, compress, sha256, sha512, type Family } from './rounds.js';

const { shaModule, shaCollected, shaApart } = profile.math;
const HEADER = 16;
/** Where a hash object that lies apart keeps the address of its block. */
const BLOCK = 24;

class Kind {
  readonly type: PyType = staticType();
  readonly family: Family;
  readonly wordBytes: number;
  readonly blockBytes: number;
  constructor(
    readonly name: 'sha224' | 'sha256' | 'sha384' | 'sha512',
    readonly digestBytes: number
  ) {
    this.family = name === 'sha224' || name === 'sha256' ? sha256 : sha512;
    this.wordBytes = this.family.bits / 8;
    this.blockBytes = this.wordBytes * 16;
  }
  /** Words, the count of bytes, the block begun, and two ints. */
  get stateBytes(): number {
    return this.wordBytes * 8 + 8 + this.blockBytes + 8;
  }
  get size(): number {
    return shaApart ? 32 : HEADER + this.stateBytes;
  }
  state(self: Ref): Address {
    return shaApart ? load(self + BLOCK) : self + HEADER;
  }
  private counter(self: Ref): Address {
    return this.state(self) + this.wordBytes * 8;
  }
  private data(self: Ref): Address {
    return this.counter(self) + 8;
  }
  count(self: Ref): number {
    const at = this.counter(self);
    return (load(at) >>> 0) + load(at + 4) * 2 ** 32;
  }
  setCount(self: Ref, n: number): void {
    const at = this.counter(self);
    store(at, (n % 2 ** 32) | 0);
    store(at + 4, Math.floor(n / 2 ** 32));
  }
  words(self: Ref): bigint[] {
    const at = this.state(self);
    return Array.from({ length: 8 }, (_, i) => this.word(at + i * this.wordBytes));
  }
  private word(at: Address): bigint {
    const low = BigInt(load(at) >>> 0);
    return this.wordBytes === 4 ? low : (BigInt(load(at + 4) >>> 0) << 32n) | low;
  }
  setWords(self: Ref, words: readonly bigint[]): void {
    const at = this.state(self);
    for (const [i, w] of words.entries()) {
      store(at + i * this.wordBytes, Number(BigInt.asIntN(32, w)));
      if (this.wordBytes === 8) store(at + i * 8 + 4, Number(BigInt.asIntN(32, w >> 32n)));
    }
  }
  /** Takes bytes in. */
  update(self: Ref, bytes: Uint8Array): void {
    const data = this.data(self);
    let n = this.count(self);
    for (const byte of bytes) {
      store8(data + (n % this.blockBytes), byte);
      n++;
      if (n % this.blockBytes === 0)
        this.setWords(self, compress(this.family, this.words(self), this.message(self)));
    }
    this.setCount(self, n);
  }
  /** The block as sixteen words. */
  private message(self: Ref): bigint[] {
    const data = this.data(self);
    return Array.from({ length: 16 }, (_, i) => {
      let word = 0n;
      for (let k = 0; k < this.wordBytes; k++)
        word = (word << 8n) | BigInt(load8(data + i * this.wordBytes + k));
      return word;
    });
  }
  /** The digest, the object being as before. */
  digest(self: Ref): Uint8Array {
    const before = Array.from({ length: this.stateBytes }, (_, i) => load8(this.state(self) + i));
    const bits = BigInt(this.count(self)) * 8n;
    const room = this.wordBytes * 2;
    const used = (this.count(self) + 1 + room) % this.blockBytes;
    const padding = new Uint8Array(1 + (used === 0 ? 0 : this.blockBytes - used) + room);
    padding[0] = 0x80;
    for (let i = 0; i < 16; i++) padding[padding.length - 1 - i] = Number((bits >> BigInt(8 * i)) & 0xffn);
    this.update(self, padding);
    const text = this.words(self)
      .map(w => w.toString(16).padStart(this.wordBytes * 2, '0'))
      .join('');
    for (const [i, byte] of before.entries()) store8(this.state(self) + i, byte);
    return Uint8Array.from({ length: this.digestBytes }, (_, i) =>
      parseInt(text.slice(i * 2, i * 2 + 2), 16)
    );
  }
  make(): Result {
    const self = newObject(this.type);
    if (self === 0) return NULL;
    if (shaApart) {
      const block = allocate(this.stateBytes);
      storePointer(self + BLOCK, block);
      if (block === 0) {
        decref(self);
        return noMemory();
      }
    }
    this.setCount(self, 0);
    this.setWords(self, beginnings[this.name]);
    if (shaCollected) track(self);
    return self;
  }
}
const hex = (bytes: Uint8Array): string => Array.from(bytes, b => b.toString(16).padStart(2, '0')).join('');

/** @cpython Modules/hashlib.h GET_BUFFER_VIEW_OR_ERROUT */
function bytesOf(o: Ref): Uint8Array | null {
  if (isStr(o)) {
    raise(errors.TypeError, 'Strings must be encoded before hashing');
    return null;
  }
  const view = bufferOf(o);
  if (view !== null) return Uint8Array.from({ length: view.count }, (_, i) => load8(view.data + i));
  raise(errors.TypeError, 'object supporting the buffer API required');
  return null;
}
function take(kind: Kind, self: Ref, o: Ref): Done {
  const bytes = bytesOf(o);
  if (bytes === null) return NULL;
  kind.update(self, bytes);
  return DONE;
}

function defineHash(kind: Kind): TypeDeclaration {
  const typeName =
    shaModule === '_sha2' ? `_sha2.SHA${kind.name.slice(3)}Type` : `_sha${kind.family.bits * 8}.${kind.name}`;
  const method = (signature: string, doc: string, call: Method['call']): Method => ({ signature, doc, call });
  return defineType({
    name: typeName,
    type: kind.type,
    struct: structAt(typeName, {}, {}, kind.size),
    noNew: true,
    gc: shaCollected,
    ...(shaCollected ? owning([]) : {}),
    ...(shaApart
      ? {
          blocks: (self: Ref, visit: (at: Address) => void) => visit(kind.state(self)),
          dealloc(self: Ref): void {
            untrack(self);
            if (kind.state(self) !== 0) release(kind.state(self));
            thenFree(self);
          }
        }
      : {}),
    getset: {
      block_size: { get: () => newInt(kind.blockBytes) },
      name: { get: () => newStr(kind.name) },
      digest_size: { get: () => newInt(kind.digestBytes) }
    },
    methods: {
      copy: method('($self, /)', 'Return a copy of the hash object.', (self: Ref): Answer => {
        const made = kind.make();
        if (made === NULL) return NULL;
        for (let i = 0; i < kind.stateBytes; i++) store8(kind.state(made) + i, load8(kind.state(self) + i));
        return made;
      }),
      digest: method('($self, /)', 'Return the digest value as a bytes object.', (self: Ref) =>
        newBytes(kind.digest(self))
      ),
      hexdigest: method(
        '($self, /)',
        'Return the digest value as a string of hexadecimal digits.',
        (self: Ref) => newStr(hex(kind.digest(self)))
      ),
      update: method(
        '($self, obj, /)',
        "Update this hash object's state with the provided string.",
        (self: Ref, o: Ref): Answer => (take(kind, self, o) === NULL ? NULL : none())
      )
    }
  });
}
/** The function that makes one: sha512(string=b'', *, usedforsecurity=True). */
function constructor(kind: Kind): Method {
  return {
    signature: profile.math.shaSignature,
    doc: `Return a new SHA-${kind.name.slice(3)} hash object; optionally initialized with a string.`,
    call: (_module: Ref, data: Ref | 0, _forSecurity: Ref | 0, text: Ref | 0 = 0): Answer => {
      const given = data === 0 ? text : data;
      const self = kind.make();
      if (self === NULL || given === 0 || take(kind, self, given) === DONE) return self;
      decref(self);
      return NULL;
    }
  };
}
const kinds = {
  sha224: new Kind('sha224', 28),
  sha256: new Kind('sha256', 32),
  sha384: new Kind('sha384', 48),
  sha512: new Kind('sha512', 64)
};
export const hashTypes = Object.values(kinds).map(defineHash);
export type HashName = keyof typeof kinds;
/** A module's functions for these hashes. */
export const constructors = (...names: readonly HashName[]): Record<string, Method> =>
  Object.fromEntries(names.map(name => [name, constructor(kinds[name])]));
/** Their types, as the module names them. */
export const typesOf = (...names: readonly HashName[]): Record<string, PyType> =>
  Object.fromEntries(names.map(name => [`SHA${name.slice(3)}Type`, kinds[name].type]));
