for w in [-1, 0, 3, 6, 7]:
    print([s.center(w, '*') + '|' + s.ljust(w, '.') + '|' + s.rjust(w) + '|' + s.zfill(w) for s in ['', 'ab', 'abc', '-5', '+5', 'да']])
print('a'.center(4), 'ab'.center(5), 'a'.center(5, 'é'), '-'.zfill(3), '--1'.zfill(5), 'x\ty'.expandtabs(), 'x\ty'.expandtabs(4), 'a\tbc\td'.expandtabs(3), 'a\n\tb'.expandtabs(4), '\t'.expandtabs(0), 'é\tx'.expandtabs(4), 'a\tb'.expandtabs(-1))

# expect: ['|||', 'ab|ab|ab|ab', 'abc|abc|abc|abc', '-5|-5|-5|-5', '+5|+5|+5|+5', 'да|да|да|да']
# expect: ['|||', 'ab|ab|ab|ab', 'abc|abc|abc|abc', '-5|-5|-5|-5', '+5|+5|+5|+5', 'да|да|да|да']
# expect: ['***|...|   |000', '*ab|ab.| ab|0ab', 'abc|abc|abc|abc', '*-5|-5.| -5|-05', '*+5|+5.| +5|+05', '*да|да.| да|0да']
# expect: ['******|......|      |000000', '**ab**|ab....|    ab|0000ab', '*abc**|abc...|   abc|000abc', '**-5**|-5....|    -5|-00005', '**+5**|+5....|    +5|+00005', '**да**|да....|    да|0000да']
# expect: ['*******|.......|       |0000000', '***ab**|ab.....|     ab|00000ab', '**abc**|abc....|    abc|0000abc', '***-5**|-5.....|     -5|-000005', '***+5**|+5.....|     +5|+000005', '***да**|да.....|     да|00000да']
# expect:  a     ab  ééaéé -00 -00-1 x       y x   y a  bc d a
# expect:     b  é   x ab
