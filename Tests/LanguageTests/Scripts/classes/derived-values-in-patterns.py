class Stack(list):
    pass


class Bag(dict):
    pass


class Name(str):
    pass


class Grade(int):
    pass


for value in (Stack([3, 1, 2]), Bag(a=1), Name("hello"), Grade(7)):
    match value:
        case [first, *rest]:
            print("sequence", first, rest)
        case {"a": x}:
            print("mapping", x)
        case "hello":
            print("text")
        case int():
            print("number", value)

# expect: sequence 3 [1, 2]
# expect: mapping 1
# expect: text
# expect: number 7
