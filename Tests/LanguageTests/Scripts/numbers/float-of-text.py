print(float("1e3"), float("  .5 "), float("inf"), float("-Infinity"), float("nan"), float("1_0.5"))

# expect: 1000.0 0.5 inf -inf nan 10.5
