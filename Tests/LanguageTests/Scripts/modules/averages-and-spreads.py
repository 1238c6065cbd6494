import statistics as st
print(st.mean([1, 2, 3]), st.mean([1, 2, 3, 4]), st.mean([0.5, 1.5]), st.fmean([1, 2]), st.median([3, 1, 2]), st.median([1, 2, 3, 4]), st.median_low([1, 2, 3, 4]), st.median_high([1, 2, 3, 4]))
print(st.mode("aabbb"), st.multimode("aabbc"), st.stdev([1, 2, 3, 4]), st.pstdev([1, 2, 3, 4]), st.variance([2, 4, 6]), st.pvariance([1.5, 2.5]))
print(st.quantiles([1, 2, 3, 4, 5]), st.quantiles([1, 2, 3, 4, 5], n=3, method="inclusive"), round(st.correlation([1, 2, 3], [2, 4, 7]), 12), round(st.harmonic_mean([40, 60]), 9), round(st.geometric_mean([54, 24, 36]), 9))
for f in (st.mean, st.median, st.stdev, st.mode):
    try: f([])
    except ValueError as e: print(e)

# expect: 2 2.5 1.0 1.5 2 2.5 2 3
# expect: b ['a', 'b'] 1.2909944487358056 1.118033988749895 4 0.25
# expect: [1.5, 3.0, 4.5] [2.3333333333333335, 3.6666666666666665] 0.993399267799 48.0 36.0
# expect: mean requires at least one data point
# expect: no median for empty data
# expect: stdev requires at least two data points
# expect: no mode for empty data
