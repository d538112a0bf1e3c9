/** Keys of the picture.  Everything that a pointer can do has one. */
import type { Direction } from './model.js';
import type { IWords } from './words.js';

export interface IKeyActions {
  move(direction: Direction): void;
  panBy(x: number, y: number): void;
  zoomBy(factor: number): void;
  fitAll(): void;
  goToStart(): void;
  openCurrent(): void;
  toggleCurrent(): void;
  search(): void;
  nextMatch(step: 1 | -1): number;
  setTable(isTable: boolean): void;
  setLayout(layout: 'layered' | 'force'): Promise<void>;
  escape(): void;
}

type Act = (actions: IKeyActions, shift: boolean) => void;

const STEP = 60;
const arrow =
  (direction: Direction, x: number, y: number): Act =>
  (actions, shift) =>
    shift ? actions.panBy(x * STEP, y * STEP) : actions.move(direction);

/** What each key does, by `KeyboardEvent.key`. */
export const KEYS: ReadonlyMap<string, Act> = new Map<string, Act>([
  ['ArrowLeft', arrow('left', 1, 0)],
  ['ArrowRight', arrow('right', -1, 0)],
  ['ArrowUp', arrow('up', 0, 1)],
  ['ArrowDown', arrow('down', 0, -1)],
  ['Home', actions => actions.goToStart()],
  ['Enter', actions => actions.openCurrent()],
  [' ', actions => actions.toggleCurrent()],
  ['+', actions => actions.zoomBy(1.25)],
  ['=', actions => actions.zoomBy(1.25)],
  ['-', actions => actions.zoomBy(0.8)],
  ['0', actions => actions.fitAll()],
  ['/', actions => actions.search()],
  ['n', actions => void actions.nextMatch(1)],
  ['N', actions => void actions.nextMatch(-1)],
  ['t', actions => actions.setTable(true)],
  ['l', actions => void actions.setLayout('layered')],
  ['f', actions => void actions.setLayout('force')],
  ['Escape', actions => actions.escape()]
]);

/** The keys in a sentence. */
export function keyHelp(words: IWords): string {
  return words.__(
    'Arrow keys go from object to object, with Shift they move the picture; Home: the start; Enter: details; ' +
      'Space: collapse or expand; + and -: zoom; 0: fit; /: search, n: next match; t: table; ' +
      'l and f: layered and force layout; Escape: leave.'
  );
}
