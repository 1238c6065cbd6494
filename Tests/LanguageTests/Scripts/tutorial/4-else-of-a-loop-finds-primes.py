for n in range(2, 10):
    for x in range(2, n):
        if n % x == 0:
            print(n, 'equals', x, '*', n//x)
            break
    else:
        print(n, 'is a prime number')
for num in range(2, 10):
    if num % 2 == 0:
        print("Found an even number", num)
        continue
    print("Found an odd number", num)

# expect: 2 is a prime number
# expect: 3 is a prime number
# expect: 4 equals 2 * 2
# expect: 5 is a prime number
# expect: 6 equals 2 * 3
# expect: 7 is a prime number
# expect: 8 equals 2 * 4
# expect: 9 equals 3 * 3
# expect: Found an even number 2
# expect: Found an odd number 3
# expect: Found an even number 4
# expect: Found an odd number 5
# expect: Found an even number 6
# expect: Found an odd number 7
# expect: Found an even number 8
# expect: Found an odd number 9
