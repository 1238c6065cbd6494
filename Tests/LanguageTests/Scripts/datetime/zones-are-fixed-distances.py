from datetime import datetime, timezone, timedelta, time
utc = timezone.utc
east = timezone(timedelta(hours=5, minutes=30), "IST")
west = timezone(-timedelta(hours=3, minutes=30))
print(utc, repr(utc), east, repr(east), west, repr(west), timezone(timedelta(0)) == utc, timezone(timedelta(seconds=3661)))
m = datetime(2024, 1, 1, 12, tzinfo=utc)
print(m, m.isoformat(), repr(m), m.astimezone(east), m.astimezone(west).isoformat(), m.tzname(), m.utcoffset(), m.astimezone(east).tzname(), m.dst())
print(m.timestamp(), m.astimezone(east).timestamp(), datetime.fromtimestamp(0, utc), datetime.fromtimestamp(1.5, tz=east), datetime.utcfromtimestamp(1e9))
print(m.strftime("%z %Z|%H"), datetime(2024, 1, 1).strftime("[%z%Z]"), m.replace(tzinfo=None), m.timetz(), time(1, 2, tzinfo=west), repr(time(1, tzinfo=utc)))
print(datetime.fromtimestamp(1700000000.123456, utc), datetime.fromtimestamp(-0.5, utc), datetime.fromtimestamp(0.9999996, utc))
print(datetime(2024, 6, 1, 12, tzinfo=east).utctimetuple()[:6], datetime(1969, 12, 31, 23, tzinfo=utc).timestamp())
# expect: UTC datetime.timezone.utc IST datetime.timezone(datetime.timedelta(seconds=19800), 'IST') UTC-03:30 datetime.timezone(datetime.timedelta(days=-1, seconds=73800)) True UTC+01:01:01
# expect: 2024-01-01 12:00:00+00:00 2024-01-01T12:00:00+00:00 datetime.datetime(2024, 1, 1, 12, 0, tzinfo=datetime.timezone.utc) 2024-01-01 17:30:00+05:30 2024-01-01T08:30:00-03:30 UTC 0:00:00 IST None
# expect: 1704110400.0 1704110400.0 1970-01-01 00:00:00+00:00 1970-01-01 05:30:01.500000+05:30 2001-09-09 01:46:40
# expect: +0000 UTC|12 [] 2024-01-01 12:00:00 12:00:00+00:00 01:02:00-03:30 datetime.time(1, 0, tzinfo=datetime.timezone.utc)
# expect: 2023-11-14 22:13:20.123456+00:00 1969-12-31 23:59:59.500000+00:00 1970-01-01 00:00:01+00:00
# expect: (2024, 6, 1, 6, 30, 0) -3600.0
