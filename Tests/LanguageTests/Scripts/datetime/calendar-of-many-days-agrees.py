from datetime import date, timedelta, datetime
total, seen = 0, []
day = date(1995, 12, 28)
while day < date(2005, 1, 5):
    year, week, weekday = day.isocalendar()
    total = (total * 31 + year * 1000 + week * 10 + weekday + day.toordinal() + int(day.strftime("%j%U%W"))) % 1000000007
    if date.fromisocalendar(year, week, weekday) != day or date.fromordinal(day.toordinal()) != day:
        seen.append(day)
    day += timedelta(days=1)
print(total, seen)
moment = datetime(1, 1, 1)
for k in range(300):
    moment += timedelta(days=12157, seconds=k * 7919, microseconds=k * 104729)
print(moment, moment.toordinal(), moment.weekday())
# expect: 550611381 []
# expect: 9997-09-04 18:50:47.095650 3651211 3
