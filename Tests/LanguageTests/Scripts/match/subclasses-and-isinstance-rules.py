class Animal: pass
class Dog(Animal):
    name = "Rex"
def f(v):
    match v:
        case Dog(name=n): return f"dog {n}"
        case Animal(): return "animal"
        case Exception(args=[m]): return f"error {m}"
        case object(): return "object"
print(f(Dog()), f(Animal()), f(ValueError("bad")), f(5), f(None))

# expect: dog Rex animal error bad object object
