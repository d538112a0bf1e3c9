/** What is Python in CPython too, and ours: path to text. */
import { future } from './future.js';

export const libFiles: Readonly<Record<string, string>> = {
  '__future__.py': future
};
