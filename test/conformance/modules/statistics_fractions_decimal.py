# versions: 3.9-3.15
import statistics as s
from fractions import Fraction
from decimal import Decimal, getcontext
print(s.mean([1, 2, 3, 4]), s.median([5, 1, 3]), s.stdev([1, 2, 3, 4]), s.pstdev([1.5, 2.5]), s.mode('aab'), s.quantiles(range(10)), s.variance([2.75, 1.75]))
print(s.fmean([1, 2.5]), s.geometric_mean([2, 8]), s.harmonic_mean([2, 6]), s.multimode('aabb'), s.NormalDist(5, 2).cdf(6))
print(Fraction(3, 6), Fraction('0.125') + 1, Fraction(1, 3) * 3, Fraction(0.1), repr(Fraction(-2, 4)))
print(Decimal('0.1') + Decimal('0.2'), Decimal(1) / Decimal(7), Decimal('1.10').quantize(Decimal('0.1')), Decimal(2).sqrt(), getcontext().prec, repr(Decimal('3.14')))
print(s.mean([Fraction(1, 2), Fraction(1, 3)]), s.mean([Decimal('0.5'), Decimal('0.25')]))
