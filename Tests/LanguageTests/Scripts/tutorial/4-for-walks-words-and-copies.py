words = ['cat', 'window', 'defenestrate']
for w in words:
    print(w, len(w))
users = {'Hans': 'active', 'Eleonore': 'inactive', 'Jing': 'active'}
for user, status in users.copy().items():
    if status == 'inactive':
        del users[user]
print(users)
active = {}
for user, status in users.items():
    if status == 'active':
        active[user] = status
print(active)

# expect: cat 3
# expect: window 6
# expect: defenestrate 12
# expect: {'Hans': 'active', 'Jing': 'active'}
# expect: {'Hans': 'active', 'Jing': 'active'}
