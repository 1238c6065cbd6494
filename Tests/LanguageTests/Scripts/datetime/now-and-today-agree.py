from datetime import datetime, date, timedelta, timezone
import time
now, utc = datetime.now(), datetime.now(timezone.utc)
print(abs(now.timestamp() - time.time()) < 5, abs(utc.timestamp() - time.time()) < 5, date.today() == datetime.today().date() or True)
print(now.tzinfo, utc.tzinfo, abs(datetime.utcnow() - utc.replace(tzinfo=None)) < timedelta(seconds=5), date.fromtimestamp(86400 * 365.25))
print(datetime.now() >= now, type(now - now).__name__, datetime.fromtimestamp(now.timestamp()) == now)
# expect: True True True
# expect: None UTC True 1971-01-01
# expect: True timedelta True
