class Number:
    def __int__(self):
        return 2 ** 80

    def __float__(self):
        return 2.5


print(int(Number()), float(Number()))

# expect: 1208925819614629174706176 2.5
