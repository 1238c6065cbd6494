from datetime import datetime, date, time
m = datetime(2024, 5, 6, 7, 8, 9, 10)
print(m, repr(m), m.date(), m.time(), m.hour, m.minute, m.second, m.microsecond, m.tzinfo, m.fold)
print(m.isoformat(), m.isoformat(" "), m.isoformat(timespec="minutes"), m.isoformat("_", "milliseconds"), m.isoformat(timespec="hours"))
print(datetime(2024, 5, 6), repr(datetime(2024, 5, 6)), repr(datetime(2024, 5, 6, 1, 2)), repr(datetime(2024, 5, 6, 1, 2, 3)))
print(m.strftime("%Y-%m-%d %H:%M:%S.%f %p %I %% %a %c|%x|%X|%D|%F|%T|%R|%r"), f"{m:%H:%M}", m.ctime(), m.strftime("%-d/%-m %_d %k %l %P %q"))
print(m.replace(hour=0, microsecond=0), m.timetuple(), m.toordinal(), m.weekday(), datetime.combine(date(2020, 1, 2), time(3, 4)))
print(datetime.min, datetime.max, datetime.resolution, isinstance(m, date), isinstance(m.date(), datetime), type(m), date.__name__)
print(datetime(2024, 12, 31).strftime("%j %U %W %V %G"), datetime(1, 1, 1).isoformat(), datetime(2024, 1, 1, 0).strftime("%I %p"), datetime(2024, 1, 1, 12).strftime("%I %p"))
# expect: 2024-05-06 07:08:09.000010 datetime.datetime(2024, 5, 6, 7, 8, 9, 10) 2024-05-06 07:08:09.000010 7 8 9 10 None 0
# expect: 2024-05-06T07:08:09.000010 2024-05-06 07:08:09.000010 2024-05-06T07:08 2024-05-06_07:08:09.000 2024-05-06T07
# expect: 2024-05-06 00:00:00 datetime.datetime(2024, 5, 6, 0, 0) datetime.datetime(2024, 5, 6, 1, 2) datetime.datetime(2024, 5, 6, 1, 2, 3)
# expect: 2024-05-06 07:08:09.000010 AM 07 % Mon Mon May  6 07:08:09 2024|05/06/24|07:08:09|05/06/24|2024-05-06|07:08:09|07:08|07:08:09 AM 07:08 Mon May  6 07:08:09 2024 6/5  6  7  7 am %q
# expect: 2024-05-06 00:08:09 time.struct_time(tm_year=2024, tm_mon=5, tm_mday=6, tm_hour=7, tm_min=8, tm_sec=9, tm_wday=0, tm_yday=127, tm_isdst=-1) 739012 0 2020-01-02 03:04:00
# expect: 0001-01-01 00:00:00 9999-12-31 23:59:59.999999 0:00:00.000001 True False <class 'datetime.datetime'> date
# expect: 366 52 53 01 2025 0001-01-01T00:00:00 12 AM 12 PM
