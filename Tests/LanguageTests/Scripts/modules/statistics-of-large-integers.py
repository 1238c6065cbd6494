import statistics

print(statistics.mean([2 ** 70, 2 ** 70 + 2]), statistics.mean([10 ** 20, 10 ** 20 + 1]), statistics.median([2 ** 70, 2 ** 71, 2 ** 72]))

# expect: 1180591620717411303425 1e+20 2361183241434822606848
