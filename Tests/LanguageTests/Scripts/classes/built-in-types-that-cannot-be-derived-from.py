for make in (lambda: type("X", (bool,), {}), lambda: type("X", (range,), {}), lambda: type("X", (int, str), {})):
    try:
        make()
    except TypeError as e:
        print(str(e)[:60])

# expect: type 'bool' is not an acceptable base type
# expect: type 'range' is not an acceptable base type
# expect: multiple bases have instance lay-out conflict
