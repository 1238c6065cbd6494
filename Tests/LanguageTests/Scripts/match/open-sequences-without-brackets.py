def f(*x):
    match x:
        case 1, 2: return "one two"
        case 1, *rest: return rest
        case a,: return ("single", a)
        case *init, last: return (init, last)
        case (): return "nothing"
print(f(1, 2), f(1, 5, 6), f(7), f(8, 9, 0), f())
match 1, 2:
    case x, y: print(x + y)
match [*range(3)], 4:
    case [0, *_], n: print(n)
match (5):
    case (((v))): print(v)

# expect: one two [5, 6] ('single', 7) ([8, 9], 0) nothing
# expect: 3
# expect: 4
# expect: 5
