squares = [1, 4, 9, 16, 25]
print(squares, squares[0], squares[-1], squares[-3:], squares[:], squares + [36, 49, 64, 81, 100])
cubes = [1, 8, 27, 65, 125]
cubes[3] = 4 ** 3
cubes.append(216)
cubes.append(7 ** 3)
print(cubes)
letters = ['a', 'b', 'c', 'd', 'e', 'f', 'g']
letters[2:5] = ['C', 'D', 'E']
print(letters)
letters[2:5] = []
print(letters)
letters[:] = []
print(letters, len(letters), len(['a', 'b', 'c', 'd']))
a, n = ['a', 'b', 'c'], [1, 2, 3]
x = [a, n]
print(x, x[0], x[0][1])
rgba = rgb = ["Red", "Green", "Blue"]
rgba.append("Alph")
print(rgb, rgb is rgba)
copy = rgba[:]
copy[-1] = "Alpha"
print(copy, rgba)

# expect: [1, 4, 9, 16, 25] 1 25 [9, 16, 25] [1, 4, 9, 16, 25] [1, 4, 9, 16, 25, 36, 49, 64, 81, 100]
# expect: [1, 8, 27, 64, 125, 216, 343]
# expect: ['a', 'b', 'C', 'D', 'E', 'f', 'g']
# expect: ['a', 'b', 'f', 'g']
# expect: [] 0 4
# expect: [['a', 'b', 'c'], [1, 2, 3]] ['a', 'b', 'c'] b
# expect: ['Red', 'Green', 'Blue', 'Alph'] True
# expect: ['Red', 'Green', 'Blue', 'Alpha'] ['Red', 'Green', 'Blue', 'Alph']
