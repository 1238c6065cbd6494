class Percent(int):
    def __new__(cls, value):
        if not 0 <= value <= 100:
            raise ValueError(f"{value} is no percentage")
        return super().__new__(cls, value)

    def __init__(self, value):
        self.given = value

    def __repr__(self):
        return f"{int(self)}%"


print(Percent(50), repr(Percent(7.9)), Percent(7.9).given)
try:
    Percent(101)
except ValueError as e:
    print(e)

# expect: 50% 7% 7.9
# expect: 101 is no percentage
