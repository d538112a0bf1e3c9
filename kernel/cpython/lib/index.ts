/** What is Python in CPython too, and ours: path to text. */
import { future } from './future.js';
import objgraph from './objgraph.py';

export const libFiles: Readonly<Record<string, string>> = {
  '__future__.py': future,
  'objgraph.py': objgraph
};
