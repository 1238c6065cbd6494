from datetime import time, datetime
t = time(13, 5, 7, 250)
print(t, repr(t), t.hour, t.minute, t.second, t.microsecond, t.isoformat("seconds"), t.strftime("%I:%M %p"), f"{t:%H.%M}", t.replace(hour=1))
print(time(), repr(time()), time(1) < time(2), time(1, 0) == time(1), time.min, time.max, bool(time(0)), sorted([time(3), time(2)]), t.tzinfo)
try:
    t < 5
except TypeError as error:
    print(error)
try:
    t - time(1)
except TypeError as error:
    print(error)
# expect: 13:05:07.000250 datetime.time(13, 5, 7, 250) 13 5 7 250 13:05:07 01:05 PM 13.05 01:05:07.000250
# expect: 00:00:00 datetime.time(0, 0) True True 00:00:00 23:59:59.999999 True [datetime.time(2, 0), datetime.time(3, 0)] None
# expect: '<' not supported between instances of 'datetime.time' and 'int'
# expect: unsupported operand type(s) for -: 'datetime.time' and 'datetime.time'
