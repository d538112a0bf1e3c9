# versions: 3.12-3.14
def f[T](x: T) -> T: return x
class A[T, *Ts, **P]: pass
type L[T] = list[T]
type M = int | str
class B[T: int, U: (int, str)]: pass
print(f(1), f.__type_params__, A.__type_params__, A.__orig_bases__, L, L.__value__, L[int], M.__value__, B.__type_params__[0].__bound__, B.__type_params__[1].__constraints__, B[int, str], A.__mro__, f.__type_params__[0].__module__)
