/** CPython's own `Lib`, read out of the packages that carry it: path to text. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateRawSync } from 'node:zlib';
import { inflateBlock } from './lz4.mjs';

/**
 * The files of a zip archive: name to bytes, inflated when asked for.
 * @param {string} file
 * @returns {(name: string) => Buffer | undefined}
 */
function openZip(file) {
  const bytes = readFileSync(file);
  const end = bytes.lastIndexOf('PK\x05\x06', undefined, 'latin1');
  const entries = new Map();
  let at = bytes.readUInt32LE(end + 16);
  for (let count = bytes.readUInt16LE(end + 10); count > 0; count--) {
    const nameLength = bytes.readUInt16LE(at + 28);
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength);
    entries.set(name, {
      isStored: bytes.readUInt16LE(at + 10) === 0,
      size: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42)
    });
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return name => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    const header = entry.offset + 30;
    const start = header + bytes.readUInt16LE(entry.offset + 26) + bytes.readUInt16LE(entry.offset + 28);
    const data = bytes.subarray(start, start + entry.size);
    return entry.isStored ? data : inflateRawSync(data);
  };
}

/** Bytes of one block of a packed file system. */
const BLOCK = 2048;

/** The files that Emscripten's file packager put into `pyodide.asm.data`, in blocks of their own. */
function openPacked(folder) {
  const script = readFileSync(join(folder, 'pyodide.asm.js'), 'utf8');
  const data = readFileSync(join(folder, 'pyodide.asm.data'));
  const { files } = JSON.parse(/loadPackage\((\{"files":\[.*?\].*?\})\)/s.exec(script)[1]);
  const { offsets, sizes, successes } = JSON.parse(/compressedData=(\{.*?\});/.exec(script)[1]);
  const entries = new Map(files.map(file => [file.filename.replace(/^\/lib\/python3\.\d+\//, ''), file]));
  const block = index => {
    const packed = data.subarray(offsets[index], offsets[index] + sizes[index]);
    return successes[index] ? inflateBlock(packed, BLOCK) : packed;
  };
  return name => {
    const entry = entries.get(name);
    if (entry === undefined) return undefined;
    const first = Math.floor(entry.start / BLOCK);
    const blocks = [];
    for (let i = first; i * BLOCK < entry.end; i++) blocks.push(block(i));
    return Buffer.concat(blocks).subarray(entry.start - first * BLOCK, entry.end - first * BLOCK);
  };
}

/** The Python files in Brython's standard library. */
function openBrython(folder) {
  const text = readFileSync(join(folder, 'brython_stdlib.js'), 'utf8');
  const start = text.indexOf('{', text.indexOf('var scripts'));
  const scripts = JSON.parse(text.slice(start, text.lastIndexOf('}') + 1));
  return name => {
    const isPackage = name.endsWith('/__init__.py');
    const module = name.replace(/(\/__init__)?\.py$/, '').replaceAll('/', '.');
    const entry = scripts[module];
    const is = Array.isArray(entry) && entry[0] === '.py' && Boolean(entry[3]) === isPackage;
    return is ? Buffer.from(entry[1]) : undefined;
  };
}

const openers = {
  3.9: openBrython,
  '3.10': openPacked,
  3.11: folder => openZip(join(folder, 'python_stdlib.zip')),
  3.13: folder => openZip(join(folder, 'python_stdlib.zip')),
  3.14: folder => openZip(join(folder, 'python_stdlib.zip'))
};

/**
 * The `Lib` that the package for a version carries.
 * @param {string} root the checkout
 * @param {keyof typeof openers} version
 * @returns {(name: string) => string | undefined} the text of a file, such as `json/decoder.py`
 */
export function openLibrary(root, version) {
  const read = openers[version](join(root, 'node_modules', `cpython-lib-${version}`));
  return name => read(name)?.toString('utf8');
}
