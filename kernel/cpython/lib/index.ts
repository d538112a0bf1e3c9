/** What is Python in CPython too, and ours: path to text. */
import { future } from './future.js';
import { astNodes } from './ast-nodes.js';
import tokenizer from './_tokenize.py';
import typing from './_typing.py';
import importlib from './importlib/__init__.py';
import machinery from './importlib/machinery.py';
import objgraph from './objgraph.py';
import { opcodes } from './opcodes.js';
import { exists } from '../profiles/profile.js';

export const libFiles: Readonly<Record<string, string>> = {
  '__future__.py': future,
  'objgraph.py': objgraph,
  '_ast.py': astNodes,
  'importlib/__init__.py': importlib,
  'importlib/machinery.py': machinery,
  ...(exists('3.12-') ? { '_tokenize.py': tokenizer, '_opcode.py': opcodes, '_typing.py': typing } : {})
};
