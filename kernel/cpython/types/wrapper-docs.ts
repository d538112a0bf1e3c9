/** What `__doc__` of a slot wrapper says.  CPython: Objects/typeobject.c slotdefs. */
const operator = (sign: string): string => `Return self${sign}value.`;
const reflected = (sign: string): string => `Return value${sign}self.`;
const inPlace = (sign: string): string => `Return self${sign}=value.`;

const signs: Readonly<Record<string, string>> = {
  add: '+', sub: '-', mul: '*', mod: '%', lshift: '<<', rshift: '>>', and: '&', xor: '^', or: '|', floordiv: '//', truediv: '/', matmul: '@'
};
export const wrapperDocs: Readonly<Record<string, string>> = {
  ...Object.fromEntries(Object.entries(signs).map(([name, sign]) => [`__${name}__`, operator(sign)])),
  ...Object.fromEntries(Object.entries(signs).map(([name, sign]) => [`__r${name}__`, reflected(sign)])),
  ...Object.fromEntries(Object.entries(signs).map(([name, sign]) => [`__i${name}__`, inPlace(sign)])),
  __divmod__: 'Return divmod(self, value).',
  __rdivmod__: 'Return divmod(value, self).',
  __pow__: 'Return pow(self, value, mod).',
  __rpow__: 'Return pow(value, self, mod).',
  __ipow__: 'Return self**=value.',
  __neg__: '-self',
  __pos__: '+self',
  __abs__: 'abs(self)',
  __bool__: 'True if self else False',
  __invert__: '~self',
  __int__: 'int(self)',
  __float__: 'float(self)',
  __index__: 'Return self converted to an integer, if self is suitable for use as an index into a list.',
  __len__: 'Return len(self).',
  __getitem__: 'Return self[key].',
  __setitem__: 'Set self[key] to value.',
  __delitem__: 'Delete self[key].',
  __contains__: 'Return bool(key in self).',
  __getattribute__: 'Return getattr(self, name).',
  __setattr__: 'Implement setattr(self, name, value).',
  __delattr__: 'Implement delattr(self, name).',
  __repr__: 'Return repr(self).',
  __hash__: 'Return hash(self).',
  __call__: 'Call self as a function.',
  __str__: 'Return str(self).',
  __lt__: 'Return self<value.',
  __le__: 'Return self<=value.',
  __eq__: 'Return self==value.',
  __ne__: 'Return self!=value.',
  __gt__: 'Return self>value.',
  __ge__: 'Return self>=value.',
  __iter__: 'Implement iter(self).',
  __next__: 'Implement next(self).',
  __get__: 'Return an attribute of instance, which is of type owner.',
  __set__: 'Set an attribute of instance to value.',
  __delete__: 'Delete an attribute of instance.',
  __init__: 'Initialize self.  See help(type(self)) for accurate signature.',
  __await__: 'Return an iterator to be used in await expression.',
  __aiter__: 'Return an awaitable, that resolves in asynchronous iterator.',
  __anext__: 'Return a value or raise StopAsyncIteration.'
};
