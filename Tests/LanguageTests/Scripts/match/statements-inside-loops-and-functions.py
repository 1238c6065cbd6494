def run(commands):
    stack = []
    for c in commands:
        match c.split():
            case ["push", x]: stack.append(int(x))
            case ["add"]: stack.append(stack.pop() + stack.pop())
            case ["stop"]: break
            case ["skip", *_]: continue
            case [other, *args]: print("unknown", other, args)
        print(stack)
    else: print("all done")
run(["push 1", "push 2", "skip me", "add", "jump 5 6"])
run(["push 9", "stop", "add"])

# expect: [1]
# expect: [1, 2]
# expect: [3]
# expect: unknown jump ['5', '6']
# expect: [3]
# expect: all done
# expect: [9]
