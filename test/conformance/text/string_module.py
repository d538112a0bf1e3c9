# versions: 3.9-3.15
"""string.Formatter works over _string; string.Template over re."""
import string

f = string.Formatter()
print(f.format("{0} {a} {b[x]} {c.real!r:>4}", 1, a=2, b={"x": 3}, c=4))
print(list(f.parse("a{b!r:c{d}}e{{f}}")))
print(f.get_field("a.b[0]", (), {"a": type("A", (), {"b": [5]})})[0])
print(f.vformat("{:{w}}|", ("x",), {"w": 4}))
print(string.ascii_letters, string.digits, string.capwords("the quick  brown fox"))
t = string.Template("$who likes ${what}, $$5 $missing")
print(t.safe_substitute(who="tim", what="kung pao"))
try:
    t.substitute(who="tim")
except KeyError as e:
    print("KeyError", e)
try:
    string.Template("a $ b").substitute()
except ValueError as e:
    print(e)
