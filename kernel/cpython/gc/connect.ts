/** Connects the collector to the calls that go up. */
import { connect } from '../object/upward.js';
import { collectGenerations } from './collect.js';
import { finalize } from './finalizers.js';
import { clearWeakrefs } from './weakrefs.js';

connect({ collect: collectGenerations, finalize, clearWeakrefs });
