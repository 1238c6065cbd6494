from datetime import datetime, time
for text in ("2011-11-04", "20111104", "2011-11-04T00:05:23", "2011-11-04 00:05:23.283", "20111104T000523", "2011-W01-2T00:05:23.283",
             "2011-11-04T00:05:23Z", "2011-11-04T00:05:23+04:00", "2011-11-04 00:05:23.283185-03:30", "2011-11-04T0005", "2011-11-04T05",
             "2011-11-04T00:05:23,5", "2011-11-04T00:05:23.1234567", "2011W012", "2011-11-04x01:02", "2011-11-04T00:05:23+04:00:30.5",
             "2011-11-04T", "2011-11-04T1", "2011-11-04T01:2", "2011-11-04T01:02:03.", "2011-11-4", "", "2011-11-04T01:02+5", "2011-13-04"):
    try:
        print(text, "->", repr(datetime.fromisoformat(text)))
    except ValueError as error:
        print(text, "->", error)
print(repr(time.fromisoformat("04:23:01")), repr(time.fromisoformat("T042301.000384")), repr(time.fromisoformat("04:23+01:00")))
print(datetime.fromisoformat(datetime(2024, 1, 2, 3, 4, 5, 6).isoformat()))
# expect: 2011-11-04 -> datetime.datetime(2011, 11, 4, 0, 0)
# expect: 20111104 -> datetime.datetime(2011, 11, 4, 0, 0)
# expect: 2011-11-04T00:05:23 -> datetime.datetime(2011, 11, 4, 0, 5, 23)
# expect: 2011-11-04 00:05:23.283 -> datetime.datetime(2011, 11, 4, 0, 5, 23, 283000)
# expect: 20111104T000523 -> datetime.datetime(2011, 11, 4, 0, 5, 23)
# expect: 2011-W01-2T00:05:23.283 -> datetime.datetime(2011, 1, 4, 0, 5, 23, 283000)
# expect: 2011-11-04T00:05:23Z -> datetime.datetime(2011, 11, 4, 0, 5, 23, tzinfo=datetime.timezone.utc)
# expect: 2011-11-04T00:05:23+04:00 -> datetime.datetime(2011, 11, 4, 0, 5, 23, tzinfo=datetime.timezone(datetime.timedelta(seconds=14400)))
# expect: 2011-11-04 00:05:23.283185-03:30 -> datetime.datetime(2011, 11, 4, 0, 5, 23, 283185, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=73800)))
# expect: 2011-11-04T0005 -> datetime.datetime(2011, 11, 4, 0, 5)
# expect: 2011-11-04T05 -> datetime.datetime(2011, 11, 4, 5, 0)
# expect: 2011-11-04T00:05:23,5 -> datetime.datetime(2011, 11, 4, 0, 5, 23, 500000)
# expect: 2011-11-04T00:05:23.1234567 -> datetime.datetime(2011, 11, 4, 0, 5, 23, 123456)
# expect: 2011W012 -> datetime.datetime(2011, 1, 4, 0, 0)
# expect: 2011-11-04x01:02 -> datetime.datetime(2011, 11, 4, 1, 2)
# expect: 2011-11-04T00:05:23+04:00:30.5 -> datetime.datetime(2011, 11, 4, 0, 5, 23, tzinfo=datetime.timezone(datetime.timedelta(seconds=14430, microseconds=500000)))
# expect: 2011-11-04T -> Invalid isoformat string: '2011-11-04T'
# expect: 2011-11-04T1 -> Invalid isoformat string: '2011-11-04T1'
# expect: 2011-11-04T01:2 -> Invalid isoformat string: '2011-11-04T01:2'
# expect: 2011-11-04T01:02:03. -> Invalid isoformat string: '2011-11-04T01:02:03.'
# expect: 2011-11-4 -> Invalid isoformat string: '2011-11-4'
# expect:  -> Invalid isoformat string: ''
# expect: 2011-11-04T01:02+5 -> Invalid isoformat string: '2011-11-04T01:02+5'
# expect: 2011-13-04 -> month must be in 1..12
# expect: datetime.time(4, 23, 1) datetime.time(4, 23, 1, 384) datetime.time(4, 23, tzinfo=datetime.timezone(datetime.timedelta(seconds=3600)))
# expect: 2024-01-02 03:04:05.000006
