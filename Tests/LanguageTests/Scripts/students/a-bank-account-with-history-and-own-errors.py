class NotEnough(Exception):
    def __init__(self, wanted, there):
        super().__init__(f"wanted {wanted:.2f}, there is {there:.2f}")
        self.missing = wanted - there

class Account:
    def __init__(self, owner, balance=0.0):
        self.owner = owner
        self._balance = balance
        self.history = []
    @property
    def balance(self): return self._balance
    def deposit(self, amount):
        if amount <= 0: raise ValueError("amount must be positive")
        self._balance += amount
        self.history.append(("in", amount))
        return self
    def withdraw(self, amount):
        if amount > self._balance: raise NotEnough(amount, self._balance)
        self._balance -= amount
        self.history.append(("out", amount))
        return self
    def __repr__(self): return f"Account({self.owner!r}, {self._balance})"

a = Account("Ann", 10)
print(a.deposit(5.5).withdraw(3).balance, a)
for action in (lambda: a.withdraw(100), lambda: a.deposit(-1), lambda: setattr(a, "balance", 5)):
    try: action()
    except NotEnough as e: print("not enough:", e, e.missing)
    except ValueError as e: print("wrong:", e)
    except AttributeError as e: print(type(e).__name__, e)
for kind, amount in a.history: print(f"{kind:>4} {amount:8.2f}")

# expect: 12.5 Account('Ann', 12.5)
# expect: not enough: wanted 100.00, there is 12.50 87.5
# expect: wrong: amount must be positive
# expect: AttributeError property 'balance' of 'Account' object has no setter
# expect:   in     5.50
# expect:  out     3.00
