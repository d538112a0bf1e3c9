/** Questions about the session: answered between slices, without running the learner's code. */
import type { Value } from '../../wire/events.js';
import type { Question } from '../../wire/requests.js';
import { grammarOf } from '../syntax/grammar.js';
import { isComplete } from '../syntax/complete.js';
import { realm } from '../profiles/realm.js';
import { audit } from '../inspect/audit.js';
import { describe, liveObjects } from '../inspect/describe.js';
import { graphOf } from '../inspect/graph.js';
import { complete } from './complete.js';
import { inspect } from './inspect.js';
import type { Session } from './session.js';

export function answerQuestion(request: Question, session: Session): Value {
  switch (request.type) {
    case 'isComplete': {
      const state = isComplete(request.code, { grammar: grammarOf(realm.version.key) });
      return { type: 'isComplete', status: state.status, indent: 'indent' in state ? state.indent : '' };
    }
    case 'audit':
      return audit();
    case 'complete':
      return complete(request.code, request.cursor, session.globals);
    case 'inspect':
      return inspect(request.code, request.cursor, request.detail, session.globals);
    case 'describe':
      return describe(request.address);
    case 'graph': {
      const { direction, depth, limit } = request;
      return {
        type: 'graph',
        graph: graphOf({ roots: liveObjects(request.roots), direction, depth, limit, title: '' })
      };
    }
  }
}
