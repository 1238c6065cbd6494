print((2.0).is_integer(), (2.5).is_integer(), (0.75).as_integer_ratio(), (1.5).hex(), (255).bit_length(), (7).bit_count())

# expect: True False (3, 4) 0x1.8000000000000p+0 8 3
