# versions: 3.11-3.15, !32
import time, sys
def t(f, *a):
    try: print(f.__name__, a, repr(f(*a)))
    except Exception as e: print(f.__name__, a, type(e).__name__, e)
print(time.struct_time, time.struct_time.n_fields, time.struct_time.n_sequence_fields, time.struct_time.__doc__[:60])
g = time.gmtime(0); print(g, g.tm_zone, g.tm_gmtoff, tuple(g), g[0], g.tm_yday, sys.getsizeof(g), len(g))
for s in (0, 1, 86399, 86400, 951782400, 1709164800, 1e9, 1.9, -1, -1.5, 253402300799, 1700000000.75, None): t(time.gmtime, s) if s is not None else 0
for s in (float('nan'), 1e20, 'x', 10**30, float('inf')): t(time.gmtime, s)
u = time.struct_time((2024, 2, 29, 13, 5, 9, 3, 60, 0)); print(u, u.tm_zone)
fmt = '%a %A %b %B %c %d %H %I %j %m %M %p %S %U %w %W %x %X %y %Y %Z %% %e %D %F %T %R %h %C %G %g %V %u %z|%n|%t'
t(time.strftime, fmt, u); t(time.strftime, fmt, time.gmtime(0)); t(time.strftime, fmt, time.gmtime(1e9)); t(time.strftime, '', u); t(time.strftime, 'plain é', u); t(time.strftime, '%Y', (99, 1, 1, 0, 0, 0, 0, 1, 0))
t(time.strftime, '%d', (2024, 13, 1, 0, 0, 0, 0, 1, 0)); t(time.strftime, '%d', (2024, 1, 41, 0, 0, 0, 0, 1, 0)); t(time.strftime, '%d', (2024, 1, 1, 25, 0, 0, 0, 1, 0)); t(time.strftime, '%d', (2024, 1, 1, 0, 61, 0, 0, 1, 0)); t(time.strftime, '%d', (2024, 1, 1, 0, 0, 62, 0, 1, 0)); t(time.strftime, '%d', (2024, 1, 1, 0, 0, 0, -2, 1, 0)); t(time.strftime, '%d', (2024, 1, 1, 0, 0, 0, 0, 367, 0))
t(time.sleep, -1); t(time.sleep, 'x'); t(time.sleep, float('nan')); t(time.sleep); print(time.sleep(0), time.sleep(0.01))
a = time.perf_counter(); time.sleep(.05); b = time.perf_counter(); print(.04 < b - a < 5, type(a), type(time.perf_counter_ns()), time.monotonic() > 0, time.process_time() >= 0, time.thread_time() >= 0, type(time.time_ns()), time.time() > 1.7e9, abs(time.time_ns() / 1e9 - time.time()) < 5)
i = time.get_clock_info('monotonic'); print(i.monotonic, i.adjustable, type(i).__name__); t(time.get_clock_info, 'zz')
print(time.clock_gettime(time.CLOCK_REALTIME) > 1e9, time.CLOCK_MONOTONIC)
t(time.struct_time, (1, 2)); t(time.struct_time, 5)
class S:
    def __lt__(self, o): time.sleep(.01); return True
print(len(sorted([S(), S()])))
