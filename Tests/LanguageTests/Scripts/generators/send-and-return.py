def g():
    got = yield 1
    print("got", got)
    got = yield 2
    print("got", got)
    return "done"
it = g()
print(next(it), it.send("a"))
try: next(it)
except StopIteration as e: print(e.value)

# expect: got a
# expect: 1 2
# expect: got None
# expect: done
