/** Every family of instructions, loaded for their bodies. */
import './moving.js';
import './names.js';
import './attributes.js';
import './operators.js';
import './making.js';
import './calls.js';
import './exceptions.js';
import './match.js';
import './modules.js';
import './templates.js';
