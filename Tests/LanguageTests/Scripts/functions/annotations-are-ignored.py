def f(x: int, y: "str" = "a") -> list: return [x, y]
n: int = 5
m: float
print(f(1), n)

# expect: [1, 'a'] 5
