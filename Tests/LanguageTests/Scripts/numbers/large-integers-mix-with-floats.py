print(2 ** 70 + 0.5, 2.0 * 2 ** 70, 2 ** 70 / 2.0, 2 ** 70 // 3.0, 2 ** 70 % 7.0, (2 ** 70) ** 0.5, 1.5 - 2 ** 70)
for f in (lambda: 10 ** 400 * 1.0, lambda: float(10 ** 400), lambda: 1.0 + 10 ** 309):
    try:
        print(f())
    except OverflowError as e:
        print(e)

# expect: 1.1805916207174113e+21 2.3611832414348226e+21 5.902958103587057e+20 3.935305402391371e+20 2.0 34359738368.0 -1.1805916207174113e+21
# expect: int too large to convert to float
# expect: int too large to convert to float
# expect: int too large to convert to float
