from datetime import timedelta
t = timedelta(days=1, hours=2, minutes=3, seconds=4, milliseconds=5, microseconds=6, weeks=1)
print(t, repr(t), t.days, t.seconds, t.microseconds, t.total_seconds())
print(timedelta(), repr(timedelta()), timedelta(-1), timedelta(seconds=-1), repr(timedelta(seconds=-1)), timedelta(2))
print(timedelta(days=0.5), timedelta(hours=1.1), timedelta(microseconds=0.5), timedelta(microseconds=1.5), timedelta(seconds=1e-7))
print(t * 2, 2 * t, t * 0.5, t / 2, t / 3.5, t // 7, t / timedelta(hours=1), t // timedelta(hours=1), t % timedelta(hours=5))
print(divmod(t, timedelta(days=1)), abs(-t), -t, +t, bool(timedelta(0)), bool(t), hash(timedelta(1)) == hash(timedelta(hours=24)))
print(timedelta(1) == timedelta(hours=24), timedelta(1) < timedelta(2), timedelta(1) != 1, sum([timedelta(1)] * 3, timedelta()))
print(timedelta.max, timedelta.min, timedelta.resolution, sorted([timedelta(2), timedelta(1)]), max(timedelta(1), timedelta(3)))
for bad in (lambda: t / 0, lambda: t // timedelta(0), lambda: t < 1, lambda: t % timedelta(0), lambda: t / 0.0, lambda: timedelta.max * 2):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: 8 days, 2:03:04.005006 datetime.timedelta(days=8, seconds=7384, microseconds=5006) 8 7384 5006 698584.005006
# expect: 0:00:00 datetime.timedelta(0) -1 day, 0:00:00 -1 day, 23:59:59 datetime.timedelta(days=-1, seconds=86399) 2 days, 0:00:00
# expect: 12:00:00 1:06:00 0:00:00 0:00:00.000002 0:00:00
# expect: 16 days, 4:06:08.010012 16 days, 4:06:08.010012 4 days, 1:01:32.002503 4 days, 1:01:32.002503 2 days, 7:26:35.430002 1 day, 3:43:17.715000 194.05111250166667 194 4:03:04.005006
# expect: (8, datetime.timedelta(seconds=7384, microseconds=5006)) 8 days, 2:03:04.005006 -9 days, 21:56:55.994994 8 days, 2:03:04.005006 False True True
# expect: True True True 3 days, 0:00:00
# expect: 999999999 days, 23:59:59.999999 -999999999 days, 0:00:00 0:00:00.000001 [datetime.timedelta(days=1), datetime.timedelta(days=2)] 3 days, 0:00:00
# expect: ZeroDivisionError integer division or modulo by zero
# expect: ZeroDivisionError integer division or modulo by zero
# expect: TypeError '<' not supported between instances of 'datetime.timedelta' and 'int'
# expect: ZeroDivisionError integer modulo by zero
# expect: ZeroDivisionError integer division or modulo by zero
# expect: OverflowError days=1999999999; must have magnitude <= 999999999
