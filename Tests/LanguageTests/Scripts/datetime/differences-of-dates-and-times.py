from datetime import date, datetime, timedelta
print(date(2024, 3, 1) - date(2024, 2, 1), (date(2024, 12, 25) - date(2024, 5, 1)).days)
print(date(2024, 1, 31) + timedelta(days=30), date(2024, 3, 1) - timedelta(weeks=1), timedelta(1) + date(2020, 1, 1))
a, b = datetime(2024, 1, 1, 12, 30), datetime(2023, 12, 31, 23, 59, 59, 999999)
print(a - b, repr(a - b), b - a, repr(b - a), (a - b).total_seconds())
print(a + timedelta(hours=36, minutes=1.5), a - timedelta(microseconds=1), date(2024, 1, 1) + timedelta(hours=47))
for bad in (lambda: a - date(2024, 1, 1), lambda: date(2024, 1, 1) + date(2024, 1, 1), lambda: a + 1, lambda: timedelta(1) - a,
            lambda: a * 2, lambda: timedelta(1) * timedelta(1), lambda: timedelta(1) + 1, lambda: 1 / timedelta(1)):
    try:
        print(bad())
    except TypeError as error:
        print(error)
# expect: 29 days, 0:00:00 238
# expect: 2024-03-01 2024-02-23 2020-01-02
# expect: 12:30:00.000001 datetime.timedelta(seconds=45000, microseconds=1) -1 day, 11:29:59.999999 datetime.timedelta(days=-1, seconds=41399, microseconds=999999) 45000.000001
# expect: 2024-01-03 00:31:30 2024-01-01 12:29:59.999999 2024-01-02
# expect: unsupported operand type(s) for -: 'datetime.datetime' and 'datetime.date'
# expect: unsupported operand type(s) for +: 'datetime.date' and 'datetime.date'
# expect: unsupported operand type(s) for +: 'datetime.datetime' and 'int'
# expect: unsupported operand type(s) for -: 'datetime.timedelta' and 'datetime.datetime'
# expect: unsupported operand type(s) for *: 'datetime.datetime' and 'int'
# expect: unsupported operand type(s) for *: 'datetime.timedelta' and 'datetime.timedelta'
# expect: unsupported operand type(s) for +: 'datetime.timedelta' and 'int'
# expect: unsupported operand type(s) for /: 'int' and 'datetime.timedelta'
