from datetime import date, datetime, time, timedelta, timezone
for make in (lambda: date(2023, 2, 29), lambda: date(0, 1, 1), lambda: date(2023, 13, 1), lambda: date(2023, 1, 0),
             lambda: date(10000, 1, 1), lambda: datetime(2023, 1, 1, 24), lambda: datetime(2023, 1, 1, 0, 60),
             lambda: time(0, 0, 60), lambda: time(0, 0, 0, 1000000), lambda: date(2023), lambda: date("x", 1, 1),
             lambda: date.max + timedelta(1), lambda: date.min - timedelta(1), lambda: date(2023, 1, 31).replace(month=2),
             lambda: date.fromisoformat("2023-1-1"), lambda: date.fromisocalendar(2021, 53, 1), lambda: date.fromordinal(0),
             lambda: datetime.fromisoformat("nonsense"), lambda: time.fromisoformat("25:00"), lambda: timezone(timedelta(days=1)),
             lambda: date.fromisoformat(5), lambda: datetime(2020, 1, 1, tzinfo=5), lambda: date(2.5, 1, 1),
             lambda: datetime.max + timedelta(microseconds=1), lambda: timedelta(days=10**9), lambda: timedelta("1"),
             lambda: timedelta(float("nan")), lambda: timedelta(float("inf")), lambda: datetime(2020, 1, 1, fold=2)):
    try:
        print(make())
    except Exception as error:
        print(type(error).__name__, error)
# expect: ValueError day is out of range for month
# expect: ValueError year 0 is out of range
# expect: ValueError month must be in 1..12
# expect: ValueError day is out of range for month
# expect: ValueError year 10000 is out of range
# expect: ValueError hour must be in 0..23
# expect: ValueError minute must be in 0..59
# expect: ValueError second must be in 0..59
# expect: ValueError microsecond must be in 0..999999
# expect: TypeError function missing required argument 'month' (pos 2)
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: OverflowError date value out of range
# expect: OverflowError date value out of range
# expect: ValueError day is out of range for month
# expect: ValueError Invalid isoformat string: '2023-1-1'
# expect: ValueError Invalid week: 53
# expect: ValueError ordinal must be >= 1
# expect: ValueError Invalid isoformat string: 'nonsense'
# expect: ValueError hour must be in 0..23
# expect: ValueError offset must be a timedelta strictly between -timedelta(hours=24) and timedelta(hours=24), not datetime.timedelta(days=1).
# expect: TypeError fromisoformat: argument must be str
# expect: TypeError tzinfo argument must be None or of a tzinfo subclass, not type 'int'
# expect: TypeError 'float' object cannot be interpreted as an integer
# expect: OverflowError date value out of range
# expect: OverflowError days=1000000000; must have magnitude <= 999999999
# expect: TypeError unsupported type for timedelta days component: str
# expect: ValueError cannot convert float NaN to integer
# expect: OverflowError cannot convert float infinity to integer
# expect: ValueError fold must be either 0 or 1
