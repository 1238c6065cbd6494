import sys

for f in (lambda: str(10 ** 4300), lambda: f"{10 ** 4300}", lambda: "%d" % 10 ** 4300, lambda: int("1" * 4301), lambda: int("-" + "7" * 5000)):
    try:
        print(len(f()))
    except ValueError as e:
        print(e)
print(len(str(10 ** 4299)), int("1" * 4300) % 97, len(hex(10 ** 5000)), int("f" * 5000, 16) % 97)
print(sys.get_int_max_str_digits())
sys.set_int_max_str_digits(0)
print(len(str(7 ** 9000)), str(7 ** 9000)[:20], int("1" * 9000) % 10007)
try:
    sys.set_int_max_str_digits(10)
except ValueError as e:
    print(e)

# expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
# expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
# expect: Exceeds the limit (4300 digits) for integer string conversion; use sys.set_int_max_str_digits() to increase the limit
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 4301 digits; use sys.set_int_max_str_digits() to increase the limit
# expect: Exceeds the limit (4300 digits) for integer string conversion: value has 5000 digits; use sys.set_int_max_str_digits() to increase the limit
# expect: 4300 65 4155 34
# expect: 4300
# expect: 7606 76271120789799924242 75
# expect: maxdigits must be 0 or larger than 640
