class M:
    def __format__(self, spec): return f"<{spec}>"
    def __str__(self): return "str"
    def __repr__(self): return "repr"
m = M()
print(f"{m} {m:abc} {m!s} {m!r:>6} {m:{'x'}y} {m:%d-%m} {m::} {m=} {m=:z}")
for spec in ("d", ">q", "10.2"):
    try: f"{'text':{spec}}" and print(repr(f"{'text':{spec}}"))
    except ValueError as e: print(e)

# expect: <> <abc> str   repr <xy> <%d-%m> <:> m=repr m=<z>
# expect: Unknown format code 'd' for object of type 'str'
# expect: Unknown format code 'q' for object of type 'str'
# expect: 'te        '
