/// Python 3.11's grammar as a table: the rules of statements. The notation stands at `Grammar`.
extension Grammar {
    static let statements = #"""
        file: statements? END
        statements: statement+
        statement: compound | simple_line
        simple_line: simple !';' NEWLINE | ';'.simple+ ';'? NEWLINE
        simple: assignment | star_expressions | &'return' return | &('import' | 'from') import | &'raise' raise | 'pass'
            | &'del' delete | &'yield' yield | &'assert' assert | 'break' | 'continue' | &'global' global
            | &'nonlocal' nonlocal
        compound: &('def' | '@' | 'async') function | &'if' if | &('class' | '@') class | &('with' | 'async') with
            | &('for' | 'async') for | &'try' try | &'while' while | match

        assignment: NAME ':' expression ('=' value)?
            | ('(' single_target ')' | single_place) ':' expression ('=' value)?
            | (star_targets '=')+ value !'='
            | single_target augmented ~ value
            | wrong_assignment
        value: yield | star_expressions
        augmented: '+=' | '-=' | '*=' | '@=' | '/=' | '%=' | '&=' | '|=' | '^=' | '<<=' | '>>=' | '**=' | '//='
        return: 'return' star_expressions?
        raise: 'raise' expression ('from' expression)? | 'raise'
        global: 'global' ','.NAME+
        nonlocal: 'nonlocal' ','.NAME+
        delete: 'del' delete_targets &(';' | NEWLINE) | wrong_delete
        assert: 'assert' expression (',' expression)?
        import: 'import' ','.(dotted ('as' NAME)?)+
            | 'from' ('.' | '...')* dotted 'import' import_names | 'from' ('.' | '...')+ 'import' import_names
        dotted: NAME ('.' NAME)*
        import_names: '(' import_aliases ','? ')' | import_aliases !',' | '*' | wrong_import
        import_aliases: ','.(NAME ('as' NAME)?)+

        block: NEWLINE INDENT statements DEDENT | simple_line | wrong_block
        decorators: ('@' named_expression NEWLINE)+
        class: decorators class_body | class_body
        class_body: wrong_class | 'class' NAME ('(' arguments? ')')? ':' block
        function: decorators function_body | function_body
        function_body: wrong_function | 'def' NAME &&'(' parameters? ')' ('->' expression)? &&':' block
            | 'async' 'def' NAME &&'(' parameters? ')' ('->' expression)? &&':' block

        parameters: wrong_parameters | parameter_list
        parameter_list: slash plain* defaulted* star_etc? | slash_defaulted defaulted* star_etc?
            | plain+ defaulted* star_etc? | defaulted+ star_etc? | star_etc
        slash: plain+ '/' ',' | plain+ '/' &')'
        slash_defaulted: plain* defaulted+ '/' ',' | plain* defaulted+ '/' &')'
        star_etc: wrong_star_etc | '*' plain maybe_defaulted* keywords?
            | '*' NAME ':' star_expression maybe_defaulted* keywords?
            | '*' NAME ':' star_expression ',' maybe_defaulted* keywords?
            | '*' ',' maybe_defaulted+ keywords? | keywords
        keywords: wrong_keywords | '**' plain
        plain: parameter ',' | parameter &')'
        defaulted: parameter default ',' | parameter default &')'
        maybe_defaulted: parameter default? ',' | parameter default? &')'
        parameter: NAME (':' expression)?
        default: '=' expression | wrong_default

        if: wrong_if | 'if' named_expression ':' block elif | 'if' named_expression ':' block else?
        elif: wrong_elif | 'elif' named_expression ':' block elif | 'elif' named_expression ':' block else?
        else: wrong_else | 'else' &&':' block
        while: wrong_while | 'while' named_expression ':' block else?
        for: wrong_for | 'for' star_targets 'in' ~ star_expressions ':' block else?
            | 'async' 'for' star_targets 'in' ~ star_expressions ':' block else? | wrong_for_target
        with: wrong_with_indent | 'with' '(' ','.with_item+ ','? ')' ':' block | 'with' ','.with_item+ ':' block
            | 'async' 'with' '(' ','.with_item+ ','? ')' ':' block | 'async' 'with' ','.with_item+ ':' block | wrong_with
        with_item: expression 'as' star_target &(',' | ')' | ':') | wrong_with_item | expression
        try: wrong_try | 'try' &&':' block finally | 'try' &&':' block except+ else? finally?
            | 'try' &&':' block except_star+ else? finally?
        except: wrong_except_indent | 'except' expression ('as' NAME)? ':' block | 'except' ':' block | wrong_except
        except_star: 'except' '*' expression ('as' NAME)? ':' block | wrong_except
        finally: wrong_finally | 'finally' &&':' block

        match: "match" subject ':' NEWLINE INDENT case+ DEDENT | wrong_match
        subject: star_named ',' star_named_list? | named_expression
        case: wrong_case | "case" patterns guard? ':' block
        guard: 'if' named_expression
        patterns: open_sequence | pattern
        pattern: as_pattern | or_pattern
        as_pattern: or_pattern 'as' capture_name | wrong_as_pattern
        or_pattern: '|'.closed_pattern+
        closed_pattern: literal_pattern | capture_name | "_" | attributes !('.' | '(' | '=') | '(' pattern ')'
            | '[' maybe_sequence? ']' | '(' open_sequence? ')' | mapping_pattern | class_pattern
        literal_pattern: signed_number !('+' | '-') | real_number ('+' | '-') imaginary_number | strings | 'None'
            | 'True' | 'False'
        signed_number: NUMBER | '-' NUMBER
        real_number: '-'? a=NUMBER => real
        imaginary_number: a=NUMBER => imaginary
        capture_name: !"_" NAME !('.' | '(' | '=')
        attributes: NAME ('.' NAME)+
        name_or_attributes: attributes | NAME
        open_sequence: maybe_star ',' maybe_sequence?
        maybe_sequence: ','.maybe_star+ ','?
        maybe_star: '*' capture_name | '*' "_" | pattern
        mapping_pattern: '{' '}' | '{' '**' capture_name ','? '}' | '{' pairs_pattern ',' '**' capture_name ','? '}'
            | '{' pairs_pattern ','? '}'
        pairs_pattern: ','.((literal_pattern | attributes) ':' pattern)+
        class_pattern: name_or_attributes '(' ')' | name_or_attributes '(' ','.pattern+ ','? ')'
            | name_or_attributes '(' ','.keyword_pattern+ ','? ')'
            | name_or_attributes '(' ','.pattern+ ',' ','.keyword_pattern+ ','? ')' | wrong_class_pattern
        keyword_pattern: NAME '=' pattern
        """#
}
