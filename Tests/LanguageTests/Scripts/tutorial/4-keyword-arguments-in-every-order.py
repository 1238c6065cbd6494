def parrot(voltage, state='a stiff', action='voom', type='Norwegian Blue'):
    print(voltage, state, action, type, sep=' | ')
parrot(1000)
parrot(voltage=1000)
parrot(voltage=1000000, action='VOOOOOM')
parrot(action='VOOOOOM', voltage=1000000)
parrot('a million', 'bereft of life', 'jump')
parrot('a thousand', state='pushing up the daisies')
for wrong in [lambda: parrot(), lambda: parrot(110, voltage=220), lambda: parrot(actor='John Cleese')]:
    try:
        wrong()
    except TypeError as e:
        print(e)
def function(a):
    pass
try:
    function(0, a=0)
except TypeError as e:
    print(e)
def cheeseshop(kind, *arguments, **keywords):
    print(kind, arguments, keywords)
cheeseshop("Limburger", "It's very runny, sir.", shopkeeper="Michael Palin", client="John Cleese")

# expect: 1000 | a stiff | voom | Norwegian Blue
# expect: 1000 | a stiff | voom | Norwegian Blue
# expect: 1000000 | a stiff | VOOOOOM | Norwegian Blue
# expect: 1000000 | a stiff | VOOOOOM | Norwegian Blue
# expect: a million | bereft of life | jump | Norwegian Blue
# expect: a thousand | pushing up the daisies | voom | Norwegian Blue
# expect: parrot() missing 1 required positional argument: 'voltage'
# expect: parrot() got multiple values for argument 'voltage'
# expect: parrot() got an unexpected keyword argument 'actor'
# expect: function() got multiple values for argument 'a'
# expect: Limburger ("It's very runny, sir.",) {'shopkeeper': 'Michael Palin', 'client': 'John Cleese'}
