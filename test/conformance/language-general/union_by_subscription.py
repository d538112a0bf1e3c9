# versions: 3.14
import typing as T
U=T.Union
for f in (lambda:U[int],lambda:U[int,str],lambda:U[int,None],lambda:U[()],lambda:U[int,int],lambda:U['a',int],lambda:U[U[int,str],float],lambda:U[int,T.Any], lambda: 5|int, lambda: int|T.TypeVar('X'), lambda: T.TypeVar('X')|int, lambda: T.Optional[int], lambda: T.Optional['a']):
  try: print(f())
  except Exception as e: print(type(e).__name__, e)
