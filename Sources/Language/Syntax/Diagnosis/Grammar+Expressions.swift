/// Python 3.11's grammar as a table: the rules of expressions and targets.
extension Grammar {
    static let expressions = #"""
        field: star_expressions NEWLINE
        expressions: expression (',' expression)+ ','? => tuple | expression ',' => tuple | expression
        expression: wrong_expression | wrong_print | disjunction 'if' disjunction 'else' expression => conditional
            | disjunction | lambda
        expression_itself: disjunction 'if' disjunction 'else' expression => conditional | disjunction | lambda
        yield: 'yield' 'from' expression => yield | 'yield' star_expressions? => yield
        star_expressions: star_expression (',' star_expression)+ ','? => tuple | star_expression ',' => tuple
            | star_expression
        star_expression: '*' bitwise_or => starred | expression
        star_named_list: ','.star_named+ ','?
        star_named: '*' bitwise_or => starred | named_expression
        walrus: NAME ':=' ~ expression => walrus
        named_expression: walrus | wrong_named | expression !':='
        disjunction: conjunction ('or' conjunction)+ => operation | conjunction
        conjunction: inversion ('and' inversion)+ => operation | inversion
        inversion: 'not' inversion => operation | comparison
        comparison: bitwise_or (comparison_sign bitwise_or)+ => comparison | bitwise_or
        comparison_sign: '==' | '!=' | '<=' | '<' | '>=' | '>' | 'not' 'in' | 'in' | 'is' 'not' | 'is'
        bitwise_or: bitwise_xor ('|' bitwise_xor)+ => operation | bitwise_xor
        bitwise_xor: bitwise_and ('^' bitwise_and)+ => operation | bitwise_and
        bitwise_and: shift ('&' shift)+ => operation | shift
        shift: sum (('<<' | '>>') sum)+ => operation | sum
        sum: term (('+' | '-') term)+ => operation | term
        term: factor (('*' | '/' | '//' | '%' | '@') factor)+ => operation | factor
        factor: ('+' | '-' | '~') factor => operation | power
        power: await '**' factor => operation | await
        await: 'await' primary => await | primary
        primary: atom <- trailer
        trailer: '.' NAME => attribute | generator => call | '(' arguments? ')' => call | '[' slices ']' => item
        slices: slice !',' | ','.(slice | starred)+ ','? => tuple
        slice: expression? ':' expression? (':' expression?)? => slice | named_expression
        atom: NAME => name | 'True' => true | 'False' => false | 'None' => none | STRING+ => strings
            | NUMBER => literal | &'(' (tuple | group | generator) | &'[' (list | list_comprehension)
            | &'{' (dict | set | dict_comprehension | set_comprehension) | '...' => ellipsis
        strings: STRING+ => strings
        group: '(' (yield | named_expression) ')' | wrong_group
        lambda: 'lambda' lambda_parameters? ':' expression => lambda
        list: '[' star_named_list? ']' => list
        tuple: '(' (star_named ',' star_named_list?)? ')' => tuple
        set: '{' star_named_list '}' => set
        dict: '{' pairs? '}' => dict | '{' wrong_pairs '}'
        pairs: ','.pair+ ','?
        pair: '**' bitwise_or | key_value
        key_value: expression ':' expression
        clauses: clause+
        clause: 'async'? 'for' star_targets 'in' ~ disjunction ('if' disjunction)* | wrong_for_target
        list_comprehension: '[' named_expression clauses ']' => list_comprehension | wrong_comprehension
        generator: '(' (walrus | expression !':=') clauses ')' => generator | wrong_comprehension
        set_comprehension: '{' named_expression clauses '}' => set_comprehension | wrong_comprehension
        dict_comprehension: '{' key_value clauses '}' => dict_comprehension | wrong_dict_comprehension

        arguments: argument_list ','? &')' | wrong_arguments
        argument_list: ','.(starred | (walrus | expression !':=') !'=')+ (',' named_arguments)? => arguments
            | named_arguments => arguments
        named_arguments: ','.named_or_starred+ ',' ','.named_or_double+ | ','.named_or_starred+ | ','.named_or_double+
        starred: '*' expression => starred
        named_or_starred: wrong_named_argument | NAME '=' expression => keyword | starred
        named_or_double: wrong_named_argument | NAME '=' expression => keyword | '**' expression => keywords

        lambda_parameters: wrong_lambda_parameters | lambda_list
        lambda_list: l_slash l_plain* l_defaulted* l_star_etc? | l_slash_defaulted l_defaulted* l_star_etc?
            | l_plain+ l_defaulted* l_star_etc? | l_defaulted+ l_star_etc? | l_star_etc
        l_slash: l_plain+ '/' ',' | l_plain+ '/' &':'
        l_slash_defaulted: l_plain* l_defaulted+ '/' ',' | l_plain* l_defaulted+ '/' &':'
        l_star_etc: wrong_l_star_etc | '*' l_plain l_maybe_defaulted* l_keywords?
            | '*' ',' l_maybe_defaulted+ l_keywords? | l_keywords
        l_keywords: wrong_l_keywords | '**' l_plain
        l_plain: NAME ',' | NAME &':'
        l_defaulted: NAME default ',' | NAME default &':'
        l_maybe_defaulted: NAME default? ',' | NAME default? &':'

        star_targets: star_target !',' | star_target (',' star_target)* ','? => tuple
        star_target: '*' (!'*' star_target) => starred | target_with_star
        target_with_star: target_head '.' NAME !more => attribute | target_head '[' slices ']' !more => item | star_atom
        star_atom: NAME => name | '(' target_with_star ')'
            | '(' (star_target (',' star_target)+ ','? | star_target ',')? ')' => tuple
            | '[' (','.star_target+ ','?)? ']' => list
        single_target: single_place | NAME => name | '(' single_target ')'
        single_place: target_head '.' NAME !more => attribute | target_head '[' slices ']' !more => item
        target_head: target_first <- target_trailer
        target_first: atom &more
        target_trailer: trailer &more
        more: '(' | '[' | '.'
        delete_targets: ','.delete_target+ ','?
        delete_target: target_head '.' NAME !more => attribute | target_head '[' slices ']' !more => item
            | NAME => name | '(' delete_target ')' | '(' delete_targets? ')' => tuple | '[' delete_targets? ']' => list
        """#
}
