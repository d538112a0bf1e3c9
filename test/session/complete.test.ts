/** Completion, as a Jupyter client asks for it: from memory alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Kernel } from './kernel.js';

/** Everything here that code could run when it is looked at says so. */
const PROGRAM = `
import gc, sys
class Account:
    __slots__ = ('owner', 'balance')
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
    def pay(self, amount, *, memo=None): pass
    @property
    def trap(self): print('a property ran')
    @classmethod
    def open(cls, branch): pass
    @staticmethod
    def rate(year): pass
class Descriptor:
    def __get__(self, o, t): print('a descriptor ran'); return []
class Loud:
    kind = 'loud'
    lazy = Descriptor()
    def __getattribute__(self, name): print('__getattribute__ ran'); return 1
    def __getattr__(self, name): print('__getattr__ ran'); return 1
    def __dir__(self): print('__dir__ ran'); return []
    def __getitem__(self, key): print('__getitem__ ran'); return []
    def __repr__(self): print('__repr__ ran'); return ''
    def __hash__(self): print('__hash__ ran'); return 1
    def __eq__(self, other): print('__eq__ ran'); return True
    def __len__(self): print('__len__ ran'); return 1
    def __bool__(self): print('__bool__ ran'); return True
    def __call__(self, what, when=1): print('__call__ ran')
loud = Loud()
object.__setattr__(loud, 'volume', 11)
account = Account([1, 2])
items = [account, 'text', (1, {})]
table = {'alpha': 1, 'beta': [1], 3: 'three', loud: 0}
def spam(eggs, ham=1, *rest, lettuce, **kw): pass
f = account.pay
`;
/** Numbers that any trace of a question would change. */
const NUMBERS = `
print([sys.getrefcount(o) for o in (Account, Loud, account, loud, items, table, spam, f, 'owner', 'volume', gc)])
print(sys.getallocatedblocks(), gc.get_count(), gc.get_stats()[0]['collections'])
`;

describe.each(['3.9', '3.11', '3.13', '3.14'])('%s', python => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.open(python);
    expect(await kernel.run(PROGRAM)).toBe('__hash__ ran\n'); // as a key of `table`
  });
  afterAll(async () => expect(await kernel.audit()).toEqual([]));

  test('names: globals, builtins, keywords', async () => {
    expect(await kernel.complete('x = acc|')).toEqual({
      matches: ['account'],
      start: 4,
      end: 7,
      types: ['instance']
    });
    expect(await kernel.matches('wh|')).toEqual(['while']);
    expect(await kernel.matches('for i in ra|:')).toEqual(['raise', 'range']);
    expect(await kernel.matches('unknown|')).toEqual([]);
    expect(await kernel.matches('__na|')).toEqual(['__name__']);
    const all = await kernel.matches('|');
    expect(all).toContain('Loud');
    expect(all).toContain('len');
    expect(all).toContain('lambda');
    expect(all.filter(name => name.startsWith('_'))).toEqual([]);
  });

  test('attributes: slots, methods, properties, the instance', async () => {
    expect(await kernel.complete('account.|')).toEqual({
      matches: ['balance', 'open', 'owner', 'pay', 'rate', 'trap'],
      start: 8,
      end: 8,
      types: ['property', 'function', 'property', 'function', 'function', 'property']
    });
    expect(await kernel.matches('loud.|')).toEqual(['kind', 'lazy', 'volume']);
    expect(await kernel.matches('account.owner.app|')).toEqual(['append']);
    expect(await kernel.matches('account.__ini|')).toEqual(['__init__', '__init_subclass__']);
    expect(await kernel.matches('print(account.ow|')).toEqual(['owner']);
    expect(await kernel.matches('gc.coll|')).toEqual(['collect']);
    expect(await kernel.matches('Account.op|')).toEqual(['open']);
    expect(await kernel.matches('unknown.|')).toEqual([]);
  });

  test('items and literals', async () => {
    expect(await kernel.matches('items[0].pa|')).toEqual(['pay']);
    expect(await kernel.matches('items[-1].cou|')).toEqual(['count']);
    expect(await kernel.matches("table['beta'].app|")).toEqual(['append']);
    expect(await kernel.matches('table[3].upp|')).toEqual(['upper']);
    expect(await kernel.matches("'x'.upp|")).toEqual(['upper']);
    expect(await kernel.matches('b"x".hex|')).toEqual(['hex']);
    expect(await kernel.matches('[].app|')).toEqual(['append']);
    expect(await kernel.matches('{}.key|')).toEqual(['keys']);
    expect(await kernel.matches('{1, 2}.ad|')).toEqual(['add']);
    expect(await kernel.matches('1.5.he|')).toEqual(['hex']);
    expect(await kernel.matches('Account(1).pa|')).toEqual(['pay']);
    expect(await kernel.complete("table['al|")).toMatchObject({ matches: ['alpha'], start: 7, end: 9 });
  });

  test('arguments by keyword come first, in order', async () => {
    expect((await kernel.complete('spam(|')).types.slice(0, 3)).toEqual(['param', 'param', 'param']);
    expect((await kernel.matches('spam(|')).slice(0, 3)).toEqual(['eggs=', 'ham=', 'lettuce=']);
    expect(await kernel.matches('spam(eggs=1, le|')).toEqual(['lettuce=', 'len']);
    expect((await kernel.matches('account.pay(|')).slice(0, 2)).toEqual(['amount=', 'memo=']);
    expect(await kernel.matches('Account([], bal|)')).toEqual(['balance=']);
    expect(await kernel.matches('sorted([], ke|')).toEqual(['key=']);
    expect((await kernel.matches('loud(|')).slice(0, 2)).toEqual(['what=', 'when=']);
    expect(await kernel.matches('def spam(eg|')).toEqual([]);
  });

  test('modules', async () => {
    expect(await kernel.matches('import g|')).toContain('gc');
    expect(await kernel.matches('import gc, |')).toContain('sys');
    expect(await kernel.matches('from gc |')).toEqual(['import']);
    expect(await kernel.matches('from gc import coll|')).toEqual(['collect']);
    expect(await kernel.matches('from json import loa|')).toEqual(['load', 'loads']);
    expect(await kernel.matches('from gc import (\n    enable, coll|')).toEqual(['collect']);
    expect(await kernel.matches('import json.|')).toContain('decoder');
    expect(await kernel.run("print('json' in sys.modules)")).toBe('False\n');
  });

  test('nothing inside of strings and comments, but in the fields of f-strings', async () => {
    expect(await kernel.matches('# account.|')).toEqual([]);
    expect(await kernel.matches('"account.|"')).toEqual([]);
    expect(await kernel.matches('"""\naccount.|')).toEqual([]);
    expect(await kernel.matches('x = 1|')).toEqual([]);
    expect(await kernel.matches('f"{account.ow|}"')).toEqual(['owner']);
  });

  test('a text that is wrong before the cursor', async () => {
    expect(await kernel.matches(') = "unfinished\n  def (\naccount.ow|')).toEqual(['owner']);
  });

  test('positions are counted in characters', async () => {
    const before = "s = '🐍🐍'; ";
    expect(await kernel.complete(`${before}account.ow|ner`)).toMatchObject({
      matches: ['owner'],
      start: Array.from(before).length + 8,
      end: Array.from(before).length + 10
    });
  });

  test('asking changes nothing: no code runs, no number moves', async () => {
    const asked = await Kernel.open(python);
    const left = await Kernel.open(python);
    for (const one of [asked, left]) await one.run(PROGRAM);
    const questions = [
      'loud.|',
      'loud.lazy.|',
      'loud[0].|',
      'loud(|',
      'table[loud].|',
      'table[|',
      'loud().|'
    ];
    questions.push('account.trap.|', 'account.|', 'Loud.|', '|', 'import |', 'from collections import |');
    for (const question of questions) await asked.complete(question);
    expect(await asked.run(NUMBERS)).toBe(await left.run(NUMBERS));
    expect(await asked.audit()).toEqual([]);
  });
});
