# versions: 3.9-3.15, !32
"""Products, remainders and sums around the borders of one, two and three digits, with their sizes."""
state = 12345
class random:
    def randrange(lo, hi):
        global state
        n = 0
        for _ in range(4):
            state = (state * 1103515245 + 12345) % 2147483648
            n = n * 65536 + state // 32768
        return lo + n % (hi - lo)
acc = 0
vals = [0,1,-1,2**15,2**30-1,2**30,2**30+1,2**31,2**38,2**38-1,2**45,2**59,2**60-1,2**60,2**61,2**89,-2**30,-2**31,-2**60,-2**60+1,5,-7,10**9,10**18,256,257,-5,-6]
vals += [random.randrange(-2**k, 2**k) for k in (5,10,29,30,31,32,38,45,59,60,61,90) for _ in range(6)]
h = 0
def mix(x):
    global h
    h = hash((h, x, x.__sizeof__()))
for a in vals:
    for b in vals:
        mix(a*b); mix(a+b); mix(a-b)
        if b:
            mix(a//b); mix(a%b)
        mix((a<b)+2*(a<=b)+4*(a==b)+8*(a>b))
print(h)

