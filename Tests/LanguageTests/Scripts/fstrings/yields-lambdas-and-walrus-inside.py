def g():
    yield f"{(yield 1)}"
it = g(); print(next(it), it.send("sent"))
print(f"{(y := 4)} {y:{y}} {(lambda: 5)()} {[i for i in range(3)]} {1 if y else 2} {not y} {-y ** 2} {y, 1} {*[1, 2], 3}")
print(f"{'a' 'b'}" f"{y!r}" 'c', f"{y:=5}|{y:!>3}|{y!s:=>3}")

# expect: 1 sent
# expect: 4    4 5 [0, 1, 2] 1 False -16 (4, 1) (1, 2, 3)
# expect: ab4c     4|!!4|==4
