class Celsius(float):
    def fahrenheit(self):
        return self * 9 / 5 + 32

    def __repr__(self):
        return f"Celsius({float(self)})"

    def __add__(self, other):
        return Celsius(float(self) + other)


t = Celsius(20.5)
print(t, repr(t), t.fahrenheit(), t + 1, 1 + t, t - 1, type(t + 1).__name__, type(t - 1).__name__, f"{t:.2f}", round(t), abs(Celsius(-3)), -t)
print(t == 20.5, t > 20, 20 < t, hash(t) == hash(20.5), isinstance(t, float), int(t), float(t), t.is_integer(), sum([t, t]), max(t, Celsius(30)), sorted([Celsius(3), 1.5]))
print("%.1f" % t, t ** 2, t // 3, t % 3, divmod(t, 3), 100 / t, t.real, bool(Celsius(0)), str(t), [t])
import math
print(math.sqrt(Celsius(16)), math.floor(t), math.isclose(t, 20.5))

# expect: Celsius(20.5) Celsius(20.5) 68.9 Celsius(21.5) 21.5 19.5 Celsius float 20.50 20 3.0 -20.5
# expect: True True True True True 20 20.5 False 41.0 Celsius(30.0) [1.5, Celsius(3.0)]
# expect: 20.5 420.25 6.0 2.5 (6.0, 2.5) 4.878048780487805 20.5 False Celsius(20.5) [Celsius(20.5)]
# expect: 4.0 20 True
