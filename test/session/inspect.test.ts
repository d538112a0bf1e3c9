/** Inspection, as a Jupyter client asks for it: from memory alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Kernel } from './kernel.js';

const PROGRAM = `
import gc, sys
class Account:
    """Money of one owner.

    A line.
        Indented.
    """
    __slots__ = ('owner', 'balance')
    def __init__(self, owner, balance=0):
        self.owner = owner
        self.balance = balance
    def pay(self, amount, /, currency='EUR', *, memo=None):
        """Pays."""
        return (amount,
                memo)
    @property
    def trap(self):
        "Never read."
        print('a property ran')
    @classmethod
    def open(cls, branch): pass
class Loud:
    def __getattribute__(self, name): print('__getattribute__ ran'); return 1
    def __repr__(self): print('__repr__ ran'); return ''
    def __sizeof__(self): print('__sizeof__ ran'); return 1
    def __len__(self): print('__len__ ran'); return 1
    def __call__(self, what, when=1): print('__call__ ran')
loud = Loud()
account = Account([1, 2])
items = [account, 'text', (1, {})]
table = {'alpha': [], 'beta': {}}
def spam(eggs, ham=(), *rest, lettuce, mark='\`', **kw): pass
def plain(): pass
f = account.pay
big = 2 ** 70
text = 'a \\U0001f40d'
`;
const NUMBERS = `
print([sys.getrefcount(o) for o in (Account, Loud, account, loud, items, table, spam, f, 'owner', gc)])
print(sys.getallocatedblocks(), gc.get_count(), gc.get_stats()[0]['collections'])
`;

describe.each(['3.9', '3.11', '3.13', '3.14'])('%s', python => {
  let kernel: Kernel;
  beforeAll(async () => {
    kernel = await Kernel.open(python);
    expect(await kernel.run(PROGRAM)).toBe('');
  });
  afterAll(async () => expect(await kernel.audit()).toEqual([]));

  /** The plain text's lines by their names; a text of many lines under its own. */
  const facts = async (marked: string, detail: 0 | 1 = 0): Promise<Record<string, string>> => {
    const lines = (await kernel.inspect(marked, detail))?.['text/plain']?.split('\n') ?? [];
    const found: Record<string, string> = {};
    let name = '';
    for (const line of lines) {
      const [, key, value = ''] = /^([A-Z][a-z ]+):(?: +(.*))?$/.exec(line) ?? [];
      if (key === undefined) found[name] += (found[name] === '' ? '' : '\n') + line;
      else found[(name = key)] = value;
    }
    return found;
  };

  test('an object: type, value, size, count, address', async () => {
    const names = ['items', 'table', 'account', 'big', 'text', 'spam', 'plain', 'Account', 'f', 'gc'];
    for (const name of names) {
      const measured = await kernel.run(
        `print(sys.getsizeof(${name}), sys.getrefcount(${name}) - 1, hex(id(${name})))`
      );
      const { Size, Count, Address } = await facts(`${name}|`);
      const found = [Size?.split(' ')[0], Count?.split(' ')[0], Address].join(' ');
      expect([name, `${found}\n`]).toEqual([name, measured]);
    }
    expect((await facts('ite|ms'))['Type']).toBe('list');
    expect((await facts('account|'))['Type']).toBe('__main__.Account');
    expect((await facts('table|'))['Value']).toBe("{'alpha': […], 'beta': {…}}");
    expect((await facts('text|'))['Value']).toBe("'a 🐍'");
  });

  test('signatures', async () => {
    expect(await facts('spam|')).toMatchObject({
      Type: 'function',
      Signature: "spam(eggs, ham=(…), *rest, lettuce, mark='`', **kw)"
    });
    expect((await facts('account.pay|'))['Signature']).toBe(
      "account.pay(amount, /, currency='EUR', *, memo=None)"
    );
    expect((await facts('Account.pay|'))['Signature']).toBe(
      "Account.pay(self, amount, /, currency='EUR', *, memo=None)"
    );
    expect((await facts('f|'))['Signature']).toBe("f(amount, /, currency='EUR', *, memo=None)");
    expect((await facts('Account|'))['Signature']).toBe('Account(owner, balance=0)');
    expect((await facts('account.open|'))['Signature']).toBe('account.open(branch)');
    expect((await facts('loud|'))['Signature']).toBe('loud(what, when=1)');
    expect((await facts('len|'))['Signature']).toBe('len(obj, /)');
    expect((await facts('items.app|end'))['Signature']).toBe('items.append(object, /)');
    expect((await facts('list.append|'))['Signature']).toBe('list.append(self, object, /)');
    expect((await facts('sorted|'))['Signature']).toBe('sorted(iterable, /, *, key=None, reverse=False)');
    expect((await facts('gc.collect|'))['Signature']).toBe('gc.collect(generation=2)');
    expect((await facts('plain|'))['Signature']).toBe('plain()');
    expect(await facts('items|')).not.toHaveProperty('Signature');
  });

  test('docstrings', async () => {
    expect((await facts('account.pay|'))['Docstring']).toBe('Pays.');
    expect((await facts('Account|'))['Docstring']).toBe('Money of one owner.\n\nA line.\n    Indented.');
    expect((await facts('account|'))['Class docstring']).toBe(
      'Money of one owner.\n\nA line.\n    Indented.'
    );
    expect((await facts('plain|'))['Docstring']).toBeUndefined();
    expect((await facts('account.trap|'))['Docstring']).toBe('Never read.');
  });

  test('where an attribute is found', async () => {
    expect((await facts('account.pay|'))['Found in']).toBe('class __main__.Account');
    expect(await facts('account.trap|')).toMatchObject({
      Type: 'property',
      'Found in': 'class __main__.Account: its value is computed when it is read'
    });
    expect(await facts('account.owner|')).toMatchObject({ Type: 'list', Value: '[1, 2]' });
    expect(await facts('gc.collect|')).not.toHaveProperty('Found in');
  });

  test('the function around the cursor, where no word is', async () => {
    expect((await facts('spam(1, |)'))['Signature']).toMatch(/^spam\(/);
    expect((await facts('spam([1, |'))['Signature']).toMatch(/^spam\(/);
    expect((await facts('account.pay(len(items), |'))['Signature']).toMatch(/^account\.pay\(/);
    expect((await facts('spam("x|")'))['Signature']).toMatch(/^spam\(/);
    expect((await facts('spam(unknown|)'))['Signature']).toMatch(/^spam\(/);
    expect((await facts('spam(ite|ms)'))['Type']).toBe('list');
    expect((await facts("items = []; '🐍'; ite|ms"))['Type']).toBe('list');
  });

  test('what is not found', async () => {
    for (const marked of [
      'unknown|',
      'account.unknown|',
      '|',
      '1|',
      '# items|',
      '"items|"',
      'unknown(|',
      ')|(|'
    ])
      expect([marked, await kernel.inspect(marked)]).toEqual([marked, null]);
  });

  test('detail 1: source, and who holds it', async () => {
    expect(await facts('account.pay|', 1)).toMatchObject({
      Source: [
        "def pay(self, amount, /, currency='EUR', *, memo=None):",
        '    """Pays."""',
        '    return (amount,',
        '            memo)'
      ].join('\n')
    });
    expect((await facts('Account|', 1))['Source']).toMatch(/^class Account:\n {4}"""Money(.*\n)*.*pass$/);
    expect((await facts('items|', 1))['Held by']).toBe('global items');
    expect(await facts('items|')).not.toHaveProperty('Held by');
  });

  test('markdown says the same', async () => {
    const { 'text/markdown': markdown } = (await kernel.inspect('spam|'))!;
    expect(markdown).toMatch(
      /^```python\nspam\(eggs.*\n```\n\n- \*\*Type:\*\* `function`\n- \*\*Size:\*\* `\d+ bytes`/
    );
  });

  test('asking changes nothing: no code runs, no number moves', async () => {
    const asked = await Kernel.open(python);
    const left = await Kernel.open(python);
    for (const one of [asked, left]) await one.run(PROGRAM);
    for (const question of [
      'loud|',
      'loud.x|',
      'account.trap|',
      'items|',
      'spam(|',
      'Account|',
      'f|',
      'gc|',
      'table|'
    ])
      for (const detail of [0, 1] as const) await asked.inspect(question, detail);
    expect(await asked.run(NUMBERS)).toBe(await left.run(NUMBERS));
    expect(await asked.audit()).toEqual([]);
  });
});
