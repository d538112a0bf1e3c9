import { expect, test } from 'vitest';
import { inline } from '../../kernel/build/inline-fields.mjs';

const CHUNK = `
const buffer = new ArrayBuffer(1024);
const words = new Int32Array(buffer);
const bytes = new Uint8Array(buffer);
const halves = new Uint16Array(buffer);
const load = (p) => words[p >> 2];
const store = (p, value) => {
  words[p >> 2] = value;
};
const load8 = (p) => bytes[p];
const store8 = (p, value) => {
  bytes[p] = value;
};
const load16 = (p) => halves[p >> 1];
const field = (kind, offset) => {
  const f = kind === 'uint8' ? (self) => load8(self + offset) : (self) => load(self + offset);
  return Object.assign(f, {
    offset,
    set(self, value) {
      if (kind === 'uint8') return store8(self + offset, value);
      store(self + offset, value);
      if (kind === 'ssize') store(self + offset + 4, value >> 31);
    },
    high: (self) => load(self + offset + 4),
    setHigh: (self, value) => store(self + offset + 4, value)
  });
};
const owns = 'owns', ssize = 'ssize', uint8 = 'uint8', wide$1 = 'wide';
const struct = (name, cName, declaration) =>
  Object.fromEntries(Object.entries(declaration).map(([key, kind], i) => [key, field(kind, 16 + i * 8)]));
const first = (...fields) => fields.find(f => f !== undefined);
const PyList = struct('list', owns ? 'PyListObject' : 'PyList', { ob_item: owns, allocated: ssize, flag: uint8, hash: wide$1 });
const { allocated: paid, flag } = PyList;
const Frame = { pc: first(PyList.ob_item, PyList.hash), state: PyList.flag };
const alias = Frame.state;
const effects = [];
const note = (x) => (effects.push(x), x);
function locals(bytes, flag) {
  const words = 3;
  store(64, bytes + words);
  return load(64) + flag + load8(64);
}
function shadowed(PyList) {
  return PyList.allocated(32);
}
export function run() {
  const o = 128;
  PyList.ob_item.set(o, 7);
  paid.set(note(o), note(-2));
  flag.set(o, 300);
  PyList.hash.set(o, 5);
  PyList.hash.setHigh(o, -9);
  if (o) PyList.ob_item.set(o + 0, PyList.ob_item(o) + 1);
  else PyList.ob_item.set(o, 99);
  const given = PyList.ob_item.set(o, load(o + 16) | 32);
  const also = (() => store8(note(200), note(201)))();
  Frame.pc.set(o + 512, 11);
  return [
    PyList.ob_item(o), PyList.allocated(o), load(o + 28), paid(o), flag(o), alias(o), PyList.hash(o), PyList.hash.high(o),
    given, also, load8(200), Frame.pc(o + 512), Frame.state(o ? o : 0), locals(4, 5), load16(200),
    shadowed({ allocated: x => x + 1 }), effects, [o].map(PyList.ob_item), PyList.ob_item?.(o)
  ];
}
`;
const evaluate = async code => (await import(`data:text/javascript,${encodeURIComponent(code)}`)).run();

test('a chunk does the same with its accessors inline', async () => {
  const { text, counts } = inline(CHUNK);
  expect(await evaluate(text.toString())).toEqual(await evaluate(CHUNK));
  expect(counts.reads).toBeGreaterThan(8);
  expect(counts.writes).toBeGreaterThan(8);
});

test('no accessor call is left where it could be inline', () => {
  const text = inline(CHUNK).text.toString();
  expect(text).toContain('$words[(o + $PyList$ob_item) >> 2] = 7;');
  expect(text).toContain('$storeSize(note(o) + $paid, note(-2))');
  expect(text).not.toContain('Frame.pc(o');
});

test('names that a function declares itself are left alone', () => {
  const text = inline(CHUNK).text.toString();
  expect(text).toContain('return PyList.allocated(32);');
  expect(text).toContain('$words[64 >> 2] = bytes + words;');
});
