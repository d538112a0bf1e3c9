# versions: 3.9,3.11,3.13,3.14
"""Patterns made by a generator of its own, on texts made by it."""
import re, sys
seed = 12345
def rnd(n):
    global seed
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return (seed >> 8) % n
NEW = sys.version_info >= (3, 11)
def atom(d):
    k = rnd(18)
    if k < 6: return 'abc'[rnd(3)]
    if k == 6: return '.'
    if k == 7: return ['[ab]', '[^a]', '[a-c]', r'[\w-]', r'[^\s\d]', '[é-ü]'][rnd(6)]
    if k == 8: return [r'\w', r'\d', r'\s', r'\W', r'\D', r'\S'][rnd(6)]
    if k == 9: return ['^', '$', r'\b', r'\B', r'\A', r'\Z'][rnd(6)]
    if d <= 0: return 'ab'[rnd(2)]
    if k < 13:
        global groups
        groups += 1
        return '(' + alt(d - 1) + ')'
    if k == 13: return '(?:' + alt(d - 1) + ')'
    if k == 14: return ['(?=', '(?!'][rnd(2)] + alt(d - 1) + ')'
    if k == 15: return ['(?<=', '(?<!'][rnd(2)] + ['a', 'ab', 'b', '[ab]', 'a|b', ''][rnd(6)] + ')'
    if k == 16 and groups: return '\\%d' % (1 + rnd(groups))
    if k == 17 and groups: return '(?(%d)%s|%s)' % (1 + rnd(groups), seq(d - 1), seq(d - 1))
    if NEW: return '(?>' + alt(d - 1) + ')'
    return 'c'
def piece(d):
    a = atom(d)
    if rnd(5) < 2:
        q = ['*', '+', '?', '{2}', '{1,2}', '{0,3}', '{2,}'][rnd(7)]
        m = rnd(5)
        if m < 2: q += '?'
        elif m == 2 and NEW: q += '+'
        a += q
    return a
def seq(d): return ''.join(piece(d) for _ in range(1 + rnd(3)))
def alt(d): return '|'.join(seq(d) for _ in range(1 if rnd(3) else 2))
def text(): return ''.join('aaabbbcc AB1_\né'[rnd(15)] for _ in range(rnd(12)))
N = 40
for i in range(N):
    groups = 0
    p = alt(3)
    flags = [0, 0, 0, re.I, re.M, re.S, re.A, re.I | re.A][rnd(8)]
    try:
        r = re.compile(p, flags)
    except Exception as e:
        print(i, ascii(p), type(e).__name__, e)
        continue
    for _ in range(4):
        s = text()
        out = []
        for f in (r.match, r.search, r.fullmatch):
            m = f(s)
            out.append(m and (m.span(), m.regs, m.lastindex))
        print(i, ascii(p), int(flags), ascii(s), out)
        print('  ', ascii(r.findall(s)), ascii(r.split(s)), ascii(r.sub('<>', s)), [m.span() for m in r.finditer(s)], r.subn(lambda m: '-', s, 2)[1])
    if all(ord(c) < 128 for c in p) and not (flags & 256 == 0 and 0):
        rb = re.compile(p.encode(), int(flags) & ~256)
        s = text().encode('latin-1')
        m = rb.search(s)
        print('  b', m and (m.span(), m.regs), rb.findall(s), rb.sub(b'<>', s))
