from string import Template
t = Template("$who likes ${what}s for $$$price")
print(t.substitute(who="tim", what="kung pao", price=5), t.substitute({"who": 1, "what": 2, "price": 3}), t.safe_substitute(who="x"), t.template, t.get_identifiers(), t.is_valid())
for bad in (lambda: t.substitute(who="x"), lambda: Template("a $ b").substitute(), lambda: Template("line\n$9").substitute()):
    try:
        print(bad())
    except Exception as error:
        print(type(error).__name__, error)
print(Template("a $ b $9").safe_substitute(), Template("a $ b").is_valid())
# expect: tim likes kung paos for $5 1 likes 2s for $3 x likes ${what}s for $$price $who likes ${what}s for $$$price ['who', 'what', 'price'] True
# expect: KeyError 'what'
# expect: ValueError Invalid placeholder in string: line 1, col 3
# expect: ValueError Invalid placeholder in string: line 2, col 1
# expect: a $ b $9 False
