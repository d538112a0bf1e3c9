# versions: 3.9-3.14
import _thread
import gc

import sys
import weakref


def show(f):
    try:
        print(text(f()))
    except BaseException as e:
        print(type(e).__name__, e)


def text(value):
    words = repr(value).split()
    return ' '.join('ADDR' if w.startswith('0x') else w for w in words if not w.startswith('owner='))


lock = _thread.allocate_lock()
print(sys.getsizeof(lock), gc.is_tracked(lock), type(lock), text(lock))
show(lambda: type(lock) is _thread.LockType)
show(lambda: lock.acquire())
show(lambda: lock.acquire(False))
show(lambda: lock.acquire(True, 0.001))
show(lambda: lock)
show(lambda: lock.locked())
show(lambda: lock.release())
show(lambda: lock.release())
show(lambda: lock.acquire(False, 1))
show(lambda: lock.acquire(True, -2))
show(lambda: lock.acquire(blocking=1, timeout=1e300))
show(lambda: lock.__enter__())
show(lambda: lock.__exit__(1, 2, 3))
show(lambda: lock.acquire(1, 2, 3))
show(lambda: weakref.ref(lock)() is lock)

with lock:
    print(lock.locked())
print(lock.locked())

rlock = _thread.RLock()
print(sys.getsizeof(rlock), gc.is_tracked(rlock), text(rlock))
show(lambda: rlock.acquire())
show(lambda: rlock.acquire())
show(lambda: rlock)
show(lambda: rlock._is_owned())
show(lambda: rlock._release_save()[0])
show(lambda: rlock.release())
show(lambda: rlock)
show(lambda: rlock._acquire_restore((2, 5)))
show(lambda: rlock)

local = _thread._local()
print(sys.getsizeof(local), text(local), local.__dict__)
local.x = 1
print(local.x, local.__dict__, dir(local)[-1])
show(lambda: local.q)
show(lambda: delattr(local, 'x'))
show(lambda: delattr(local, 'x'))
show(lambda: setattr(local, '__dict__', {}))
show(lambda: _thread._local(1))


class Local(_thread._local):
    def __init__(self, *args, **kwargs):
        print('init', len(args), kwargs)
        self.args = args


other = Local(1, b=2)
print(other.args, other.__dict__, sys.getsizeof(other))
thing = object()
before = sys.getrefcount(thing)
keeps = Local(thing)
print(sys.getrefcount(thing) - before)
del keeps
print(sys.getrefcount(thing) - before)
show(lambda: _thread.exit())
show(lambda: _thread.TIMEOUT_MAX)
show(lambda: type(_thread.get_ident()))
