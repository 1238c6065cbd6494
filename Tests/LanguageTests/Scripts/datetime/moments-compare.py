from datetime import datetime, date, timezone, timedelta
a, b = datetime(2024, 1, 1), datetime(2024, 1, 1, 0, 0, 1)
print(a < b, a == datetime(2024, 1, 1, 0), a != b, max(a, b), sorted([b, a]), len({a, b, datetime(2024, 1, 1)}))
aware = datetime(2024, 1, 1, tzinfo=timezone.utc)
other = datetime(2024, 1, 1, 2, tzinfo=timezone(timedelta(hours=2)))
print(aware == other, aware == a, hash(aware) == hash(other), aware - other, a == date(2024, 1, 1), date(2024, 1, 1) == a, a != "x")
for bad in (lambda: a < aware, lambda: a - aware, lambda: a < date(2024, 1, 1), lambda: date(2024, 1, 1) < a, lambda: a < 5, lambda: date(2024, 1, 1) < 5):
    try:
        print(bad())
    except TypeError as error:
        print(error)
# expect: True True True 2024-01-01 00:00:01 [datetime.datetime(2024, 1, 1, 0, 0), datetime.datetime(2024, 1, 1, 0, 0, 1)] 2
# expect: True False True 0:00:00 False False True
# expect: can't compare offset-naive and offset-aware datetimes
# expect: can't subtract offset-naive and offset-aware datetimes
# expect: can't compare datetime.datetime to datetime.date
# expect: can't compare datetime.datetime to datetime.date
# expect: '<' not supported between instances of 'datetime.datetime' and 'int'
# expect: '<' not supported between instances of 'datetime.date' and 'int'
