print(round(0.5), round(1.5), round(2.5), round(-0.5), round(2.675, 2), round(1234, -2), round(1250, -2))

# expect: 0 2 2 0 2.67 1200 1200
