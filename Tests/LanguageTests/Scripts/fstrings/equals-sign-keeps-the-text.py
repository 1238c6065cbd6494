a = 3
print(f"{a=} {a = } {a+1=} {a=:>4} {a=!r} {'s'=}")

# expect: a=3 a = 3 a+1=4 a=   3 a=3 's'='s'
