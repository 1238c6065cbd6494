from datetime import date
d = date(2024, 2, 29)
print(d, repr(d), d.year, d.month, d.day, d.weekday(), d.isoweekday(), d.toordinal(), d.isocalendar())
print(d.isoformat(), d.ctime(), d.strftime("%d.%m.%Y %A %j %U %W %V %G %u %w %y %b %B %C %e"), f"{d:%d %b}", f"{d}")
print(d.replace(day=1), d.replace(year=2023, month=12), date.fromordinal(738000), date.fromisocalendar(2020, 53, 7))
print(date.fromisoformat("2011-11-04"), date.fromisoformat("20111104"), date.fromisoformat("2011-W01-2"))
print(date.min, date.max, date.resolution, d.timetuple())
print(d.isocalendar().week, d.isocalendar()[0], tuple(d.isocalendar()), date(2021, 1, 3).isocalendar())
print([date(y, 1, 1).isocalendar()[1] for y in range(2000, 2020)])
# expect: 2024-02-29 datetime.date(2024, 2, 29) 2024 2 29 3 4 738945 datetime.IsoCalendarDate(year=2024, week=9, weekday=4)
# expect: 2024-02-29 Thu Feb 29 00:00:00 2024 29.02.2024 Thursday 060 08 09 09 2024 4 4 24 Feb February 20 29 29 Feb 2024-02-29
# expect: 2024-02-01 2023-12-29 2021-07-29 2021-01-03
# expect: 2011-11-04 2011-11-04 2011-01-04
# expect: 0001-01-01 9999-12-31 1 day, 0:00:00 time.struct_time(tm_year=2024, tm_mon=2, tm_mday=29, tm_hour=0, tm_min=0, tm_sec=0, tm_wday=3, tm_yday=60, tm_isdst=-1)
# expect: 9 2024 (2024, 9, 4) datetime.IsoCalendarDate(year=2020, week=53, weekday=7)
# expect: [52, 1, 1, 1, 1, 53, 52, 1, 1, 1, 53, 52, 52, 1, 1, 1, 53, 52, 1, 1]
