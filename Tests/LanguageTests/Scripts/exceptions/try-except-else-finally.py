def f(x):
    try:
        r = 10 / x
    except ZeroDivisionError as e:
        return "zero: " + str(e)
    except (TypeError, ValueError):
        return "type"
    else:
        return "ok " + str(r)
    finally:
        print("finally", x)
print(f(2)); print(f(0)); print(f("a"))

# expect: finally 2
# expect: ok 5.0
# expect: finally 0
# expect: zero: division by zero
# expect: finally a
# expect: type
