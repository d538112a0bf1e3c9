# versions: 3.9-3.14
import operator as o, sys, _operator
print(_operator.__doc__)
ig=o.itemgetter(1); ig2=o.itemgetter(1,'a'); ag=o.attrgetter('x'); ag2=o.attrgetter('x.y','z'); mc=o.methodcaller('f'); mc2=o.methodcaller('f',1,k=2)
for x in (ig,ig2,ag,ag2,mc,mc2):
    t=type(x)
    print(x, sys.getsizeof(x), t.__basicsize__, t.__itemsize__, t.__module__, t.__dictoffset__, t.__weakrefoffset__, bool(t.__flags__&(1<<10)), x.__reduce__())
class A: pass
a=A(); a.x=A(); a.x.y=5; a.z=1
a.f=lambda *p,**k:(p,k)
for f in (lambda: ig([1,2]), lambda: ig2({1:2,'a':3}), lambda: ag2(a), lambda: mc(a), lambda:mc2(a), lambda:o.itemgetter(), lambda:o.attrgetter(), lambda: o.attrgetter(1), lambda:o.methodcaller(), lambda:o.methodcaller(1), lambda:ig(), lambda:ig(1,2), lambda:ig(1,k=2), lambda:ag(x=1), lambda:ag(), lambda:mc(), lambda:mc(1,2), lambda: o.itemgetter(1,k=2), lambda: o.attrgetter('a',k=1), lambda: ig(5), lambda: ag(5), lambda: mc(5), lambda: o.itemgetter(5)((1,)), lambda:o.itemgetter(slice(1,3))((1,2,3)), lambda: o.itemgetter(-1)((1,2,3)), lambda: o.concat(1,2), lambda:o.concat([1],[2]), lambda: o.iconcat([1],[2]), lambda:o.iconcat(1,2), lambda: o.index('a'), lambda:o.index(True), lambda:o.length_hint(5), lambda: o.length_hint([1,2]), lambda:o.length_hint(5,'a'), lambda:o.length_hint(iter([1,2,3]),9), lambda:o.countOf([1,2,1],1), lambda:o.indexOf([1,2],2), lambda:o.indexOf([1,2],3), lambda:o.contains([1],1), lambda:o.contains(5,1), lambda:o.is_(1,1), lambda:o.not_([]), lambda:o.truth([1]), lambda:o.pow(2,3), lambda:o.ipow(2,3), lambda:o.neg('a'), lambda:o.add(1,'a'), lambda:o.iadd(1,'a'), lambda:o.setitem([1],0,2), lambda:o.delitem({},1), lambda:o.getitem([1],0), lambda:o.matmul(1,2), lambda:o.imatmul(1,2), lambda:o.inv(5), lambda:o.lt(1,'a'), lambda:o.eq(1,1), lambda: _operator._compare_digest('a','a'), lambda: _operator._compare_digest('a',b'a'), lambda: _operator._compare_digest('é','a'), lambda: _operator._compare_digest(b'ab',b'ab'), lambda:o.add(1), lambda:o.add(a=1,b=2), lambda:o.countOf(5,1), lambda:o.call(len,[1]) , lambda: o.call(), lambda:o.is_none(None),lambda:o.abs(-5), lambda:o.ixor(1,3), lambda:o.ifloordiv(7,2), lambda:o.ilshift(1,3), lambda: o.add.__text_signature__, lambda: o.add.__doc__, lambda:o.length_hint.__text_signature__, lambda:o.truth.__text_signature__):
    try: print(f())
    except Exception as e: print(type(e).__name__, e)
import copy
print(copy.copy(ig2), copy.deepcopy(mc2), copy.copy(ag2), hash(ig)==hash(ig), ig==o.itemgetter(1))


class Loud:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, name):
        if name.startswith('__'):
            raise AttributeError(name)
        return Loud(self.name + '.' + name)

    def __getitem__(self, key):
        return self.name, key

    def __setitem__(self, key, value):
        print('set', self.name, key, value)

    def __delitem__(self, key):
        print('del', self.name, key)

    def method(self, *args, **kwargs):
        return self.name, args, kwargs


loud = Loud('loud')
print([x.name for x in o.attrgetter('a', 'b.c.d')(loud)], o.attrgetter('p.q')(loud).name)
print(o.itemgetter(1, 2)(loud), o.itemgetter('k')(loud))
print(o.methodcaller('method', 1, key=2)(loud))
print(o.setitem(loud, 1, 2), o.delitem(loud, 3))
thing = object()
before = sys.getrefcount(thing)
getter = o.itemgetter(thing, 2)
caller = o.methodcaller('method', thing, k=thing)
print(sys.getrefcount(thing) - before)
getter(loud), caller(loud)
print(sys.getrefcount(thing) - before)
del getter, caller
print(sys.getrefcount(thing) - before)
