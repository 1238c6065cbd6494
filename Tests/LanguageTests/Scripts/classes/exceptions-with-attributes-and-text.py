class BankError(Exception):
    pass


class InsufficientFunds(BankError):
    def __init__(self, needed, available):
        super().__init__(f"need {needed}, have {available}")
        self.needed = needed
        self.available = available

    @property
    def missing(self):
        return self.needed - self.available


class Coded(BankError):
    def __init__(self, code):
        self.code = code

    def __str__(self):
        return f"code {self.code}"


for make in (lambda: InsufficientFunds(10, 3), lambda: Coded(7), lambda: BankError("a", 1), lambda: BankError()):
    try:
        raise make()
    except InsufficientFunds as e:
        print(type(e).__name__, e, e.args, e.missing, repr(e))
    except BankError as e:
        print(type(e).__name__, str(e), e.args, repr(e))

# expect: InsufficientFunds need 10, have 3 ('need 10, have 3',) 7 InsufficientFunds('need 10, have 3')
# expect: Coded code 7 (7,) Coded(7)
# expect: BankError ('a', 1) ('a', 1) BankError('a', 1)
# expect: BankError  () BankError()
