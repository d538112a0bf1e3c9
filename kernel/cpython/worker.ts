/** The realm's entry.  Loaded as a worker it answers messages; imported, it exports `openRealm`.  See kernel/wire/realm.ts. */
import { openRealm } from './open-realm.js';

export { openRealm };
export { versions } from './profiles/versions.js';
