class A:
    def __add__(self, o):
        return "A.add"

    def __radd__(self, o):
        return "A.radd"

    def __eq__(self, o):
        return "A.eq"

    def __lt__(self, o):
        return "A.lt"


class B(A):
    def __radd__(self, o):
        return "B.radd"

    def __gt__(self, o):
        return "B.gt"

    def __eq__(self, o):
        return "B.eq"


class C(A):
    pass


print(A() + B(), B() + A(), A() + C(), A() + A(), A() < B(), A() == B(), B() == A(), A() < C(), 1 + A())


class I(int):
    def __radd__(self, o):
        return "I.radd"

    def __rsub__(self, o):
        return "I.rsub"


print(1 + I(2), 5 - I(2), 1 * I(2), I(2) + 1)

# expect: B.radd A.add A.add A.add B.gt B.eq B.eq A.lt A.radd
# expect: I.radd I.rsub 2 3
