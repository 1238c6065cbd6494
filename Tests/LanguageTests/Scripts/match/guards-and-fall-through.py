def f(v):
    log = []
    def say(x, r): log.append(x); return r
    match v:
        case int(x) if say("a", x > 10): return "big", log
        case x if say("b", False): return "never", log
        case [x, y] if x == y: return "equal", log
        case x: return x, log
print(f(11), f(5), f([2, 2]))
match 5:
    case 1: print("one")
print("no case: nothing happens")
x = "kept"
match [1, 2]:
    case [x, 3]: print("never")
    case _: print("other")
print(x in ("kept", 1))

# expect: ('big', ['a']) (5, ['a', 'b']) ('equal', ['b'])
# expect: no case: nothing happens
# expect: other
# expect: True
