log = """2024-01-05 10:00:01 INFO start
2024-01-05 10:00:02 ERROR disk: full
broken line

2024-01-05 10:00:09 WARN slow: 35 ms
2024-01-06 00:00:00 ERROR net: down""".splitlines()
def parsed(lines):
    for number, line in enumerate(lines, 1):
        try: date, time, level, text = line.split(maxsplit=3)
        except ValueError as e:
            print("skipped", number, e)
            continue
        yield {"date": date, "time": tuple(map(int, time.split(":"))), "level": level, "text": text}
def errors(records): return (r for r in records if r["level"] == "ERROR")
def take(n, it):
    for _, x in zip(range(n), it): yield x
print([r["text"].partition(":")[::2] for r in errors(parsed(log))])
stream = parsed(log)
print(next(stream)["time"], next(stream)["level"])
print(list(take(1, stream)), sum(1 for _ in stream))
def average():
    total, n, mean = 0, 0, None
    while True:
        x = yield mean
        total += x
        n += 1
        mean = total / n
a = average()
next(a)
print([a.send(x) for x in (10, 20, 60)])
def chunks(seq, n):
    for i in range(0, len(seq), n): yield seq[i:i + n]
print(list(chunks("abcdefgh", 3)))

# expect: skipped 3 not enough values to unpack (expected 4, got 2)
# expect: skipped 4 not enough values to unpack (expected 4, got 0)
# expect: [('disk', ' full'), ('net', ' down')]
# expect: (10, 0, 1) ERROR
# expect: skipped 3 not enough values to unpack (expected 4, got 2)
# expect: skipped 4 not enough values to unpack (expected 4, got 0)
# expect: [{'date': '2024-01-05', 'time': (10, 0, 9), 'level': 'WARN', 'text': 'slow: 35 ms'}] 1
# expect: [10.0, 15.0, 30.0]
# expect: ['abc', 'def', 'gh']
