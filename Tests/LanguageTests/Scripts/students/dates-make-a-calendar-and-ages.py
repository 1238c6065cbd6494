from datetime import date, datetime, timedelta
def age(born, today): return today.year - born.year - ((today.month, today.day) < (born.month, born.day))
today = date(2024, 2, 29)
for born in (date(2000, 2, 29), date(2000, 3, 1), date(1999, 12, 31)): print(born, age(born, today), (today - born).days)
print([(today + timedelta(weeks=n)).isoformat() for n in range(3)], today.strftime("%d.%m.%Y %A %j"))
first = date(2024, 9, 1)
cells = ["  "] * first.weekday() + [f"{d:2}" for d in range(1, 31)]
print("Mo Tu We Th Fr Sa Su")
for i in range(0, len(cells), 7): print(" ".join(cells[i:i + 7]))
meeting = datetime.strptime("2024-03-10 14:30", "%Y-%m-%d %H:%M")
end = meeting + timedelta(hours=1, minutes=45)
print(end, end.time(), f"{end:%H:%M}", (end - meeting).total_seconds() / 60, max(meeting, end) - timedelta(days=1))
fridays = [d for d in (date(2024, m, 13) for m in range(1, 13)) if d.weekday() == 4]
print(fridays, [d.isocalendar()[1] for d in fridays])
for wrong in (lambda: date(2023, 2, 29), lambda: datetime.strptime("x", "%Y"), lambda: today - 5, lambda: date(2024, 13, 1)):
    try: wrong()
    except (ValueError, TypeError) as e: print(type(e).__name__, e)
print(divmod(timedelta(hours=50), timedelta(days=1)), timedelta(days=-1, hours=3), str(timedelta(seconds=3725)))

# expect: 2000-02-29 24 8766
# expect: 2000-03-01 23 8765
# expect: 1999-12-31 24 8826
# expect: ['2024-02-29', '2024-03-07', '2024-03-14'] 29.02.2024 Thursday 060
# expect: Mo Tu We Th Fr Sa Su
# expect:                    1
# expect:  2  3  4  5  6  7  8
# expect:  9 10 11 12 13 14 15
# expect: 16 17 18 19 20 21 22
# expect: 23 24 25 26 27 28 29
# expect: 30
# expect: 2024-03-10 16:15:00 16:15:00 16:15 105.0 2024-03-09 16:15:00
# expect: [datetime.date(2024, 9, 13), datetime.date(2024, 12, 13)] [37, 50]
# expect: ValueError day is out of range for month
# expect: ValueError time data 'x' does not match format '%Y'
# expect: TypeError unsupported operand type(s) for -: 'datetime.date' and 'int'
# expect: ValueError month must be in 1..12
# expect: (2, datetime.timedelta(seconds=7200)) -1 day, 3:00:00 1:02:05
