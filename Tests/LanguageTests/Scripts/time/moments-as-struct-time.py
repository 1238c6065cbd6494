import time
t = time.gmtime(1700000000)
print(t, t.tm_year, t[0], t.tm_yday, len(t), tuple(t)[:6])
print(time.strftime("%Y-%m-%d %H:%M:%S %a %j", t), time.asctime(t), time.strftime("%d %b %Y", (2024, 5, 6, 0, 0, 0, 0, 127, 0)))
print(time.strptime("30 Nov 00", "%d %b %y"), time.mktime(time.localtime(1700000000)), time.gmtime(0).tm_wday)
print(time.strftime("%f", t), type(t), isinstance(time.time_ns(), int), time.perf_counter_ns() > 0, time.monotonic() > 0, time.process_time() >= 0)
for bad in (lambda: time.strftime("%Y", (1, 2)), lambda: time.strftime(5), lambda: time.sleep(-1), lambda: time.gmtime("x"),
            lambda: time.strftime("%H", (2024, 1, 1, 25, 0, 0, 0, 1, 0)), lambda: time.strptime("x", "%Y")):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
# expect: time.struct_time(tm_year=2023, tm_mon=11, tm_mday=14, tm_hour=22, tm_min=13, tm_sec=20, tm_wday=1, tm_yday=318, tm_isdst=0) 2023 2023 318 9 (2023, 11, 14, 22, 13, 20)
# expect: 2023-11-14 22:13:20 Tue 318 Tue Nov 14 22:13:20 2023 06 May 2024
# expect: time.struct_time(tm_year=2000, tm_mon=11, tm_mday=30, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=335, tm_isdst=-1) 1700000000.0 3
# expect: %f <class 'time.struct_time'> True True True True
# expect: TypeError strftime(): illegal time tuple argument
# expect: TypeError strftime() argument 1 must be str, not int
# expect: ValueError sleep length must be non-negative
# expect: TypeError 'str' object cannot be interpreted as an integer
# expect: ValueError hour out of range
# expect: ValueError time data 'x' does not match format '%Y'
