powers = [2 ** n for n in range(60, 70)]
print(powers[-1], sum(powers), max(powers), {p % 1000 for p in powers} == {p % 1000 for p in reversed(powers)})


def collatz(n):
    while n != 1:
        yield n
        n = n // 2 if n % 2 == 0 else 3 * n + 1


steps = list(collatz(2 ** 70 + 1))
print(len(steps), max(steps), steps[-1])
print(all(x > 0 for x in steps), any(x > 2 ** 72 for x in steps))

# expect: 590295810358705651712 1179438699212804456448 590295810358705651712 True
# expect: 564 3541774862152233910276 2
# expect: True False
