# versions: 3.9-3.14
# stderr: yes
import sys


class F:
    def __float__(self):
        return Sub(1.5)


class Sub(float):
    pass


class I:
    def __index__(self):
        return True


print(float(F()))
print(__warningregistry__['version'], [k for k in __warningregistry__ if k != 'version'])
for i in range(2):
    print(float(F()))
if NotImplemented:
    print('true')
import _warnings
_warnings.warn('from C', stacklevel=1)
_warnings.warn('from C', FutureWarning)
_warnings.warn_explicit('there', UserWarning, 'nofile.py', 3)
print(len(_warnings.filters), _warnings._defaultaction, _warnings._onceregistry)
