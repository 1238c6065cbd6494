class AppError(ValueError):
    code = 5

    def __init__(self, message, *, code=None):
        super().__init__(message)
        if code:
            self.code = code

    def __str__(self):
        return f"[{self.code}] {super().__str__()}"


class KeyTrouble(KeyError):
    pass


class Pair(Exception):
    def __init__(self, a, b):
        self.a, self.b = a, b


for make in (lambda: AppError("bad", code=9), lambda: AppError("worse"), lambda: KeyTrouble("k"), lambda: Pair(1, 2)):
    try:
        raise make()
    except (AppError, KeyTrouble, Pair) as e:
        print(type(e).__name__, str(e), repr(e), e.args, isinstance(e, ValueError))

# expect: AppError [9] bad AppError('bad') ('bad',) True
# expect: AppError [5] worse AppError('worse') ('worse',) True
# expect: KeyTrouble 'k' KeyTrouble('k') ('k',) False
# expect: Pair (1, 2) Pair(1, 2) (1, 2) False
