/** Every builtin module, loaded for its declaration.  Written by kernel/build/indexes.mjs. */
import './builtins.js';
import './sys.js';
