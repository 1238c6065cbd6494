from datetime import datetime
for text, format in (("21/11/06 16:30", "%d/%m/%y %H:%M"), ("2024-02-29", "%Y-%m-%d"), ("Jun 1 2005  1:33PM", "%b %d %Y %I:%M%p"),
                     ("Monday, 6 May 2024", "%A, %d %B %Y"), ("12:34:56.789", "%H:%M:%S.%f"), ("2024 100", "%Y %j"), ("69", "%y"), ("68", "%y"),
                     ("2024-05-06T07:08:09+0200", "%Y-%m-%dT%H:%M:%S%z"), ("2024-05-06 -03:30", "%Y-%m-%d %z"), ("12 AM", "%I %p"), ("12 pm", "%I %p"),
                     ("2024 19 1", "%Y %W %w"), ("2024 19 1", "%G %V %u"), ("100%", "%j%%"), ("Mon May  6 07:08:09 2024", "%c"), ("05/06/24", "%x"),
                     ("2024-05-06 UTC", "%Y-%m-%d %Z"), ("Feb 29", "%b %d")):
    try:
        print(repr(datetime.strptime(text, format)))
    except ValueError as error:
        print(error)
for text, format in (("2024-13-01", "%Y-%m-%d"), ("2024-02-30", "%Y-%m-%d"), ("2024-01-01 x", "%Y-%m-%d"), ("x", "%Q"), ("x", "%"), ("1 1", "%d %d"),
                     ("2024 19", "%G %V"), ("2024 05", "%Y %V")):
    try:
        print(datetime.strptime(text, format))
    except Exception as error:
        print(type(error).__name__, error)
try:
    datetime.strptime(5, "%Y")
except TypeError as error:
    print(error)
# expect: datetime.datetime(2006, 11, 21, 16, 30)
# expect: datetime.datetime(2024, 2, 29, 0, 0)
# expect: datetime.datetime(2005, 6, 1, 13, 33)
# expect: datetime.datetime(2024, 5, 6, 0, 0)
# expect: datetime.datetime(1900, 1, 1, 12, 34, 56, 789000)
# expect: datetime.datetime(2024, 4, 9, 0, 0)
# expect: datetime.datetime(1969, 1, 1, 0, 0)
# expect: datetime.datetime(2068, 1, 1, 0, 0)
# expect: datetime.datetime(2024, 5, 6, 7, 8, 9, tzinfo=datetime.timezone(datetime.timedelta(seconds=7200)))
# expect: datetime.datetime(2024, 5, 6, 0, 0, tzinfo=datetime.timezone(datetime.timedelta(days=-1, seconds=73800)))
# expect: datetime.datetime(1900, 1, 1, 0, 0)
# expect: datetime.datetime(1900, 1, 1, 12, 0)
# expect: datetime.datetime(2024, 5, 6, 0, 0)
# expect: datetime.datetime(2024, 5, 6, 0, 0)
# expect: datetime.datetime(1900, 4, 10, 0, 0)
# expect: datetime.datetime(2024, 5, 6, 7, 8, 9)
# expect: datetime.datetime(2024, 5, 6, 0, 0)
# expect: datetime.datetime(2024, 5, 6, 0, 0)
# expect: day is out of range for month
# expect: ValueError time data '2024-13-01' does not match format '%Y-%m-%d'
# expect: ValueError day is out of range for month
# expect: ValueError unconverted data remains:  x
# expect: ValueError 'Q' is a bad directive in format '%Q'
# expect: ValueError stray % in format '%'
# expect: error redefinition of group name 'd' as group 2; was group 1 at position 48
# expect: ValueError ISO year directive '%G' must be used with the ISO week directive '%V' and a weekday directive ('%A', '%a', '%w', or '%u').
# expect: ValueError ISO week directive '%V' must be used with the ISO year directive '%G' and a weekday directive ('%A', '%a', '%w', or '%u').
# expect: strptime() argument 1 must be str, not int
