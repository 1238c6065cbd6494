/// Rules that match mistakes: where one fits, its message is the error. They are tried in the second reading only.
///
/// After `=>` stands where the error is — `last` the last token read, `at` a part, `range` two parts, `from` a part to
/// the last token — and what it says. `{a}` is what part `a` is, `{text a}` its text, `{line a}` its line.
extension Grammar {
    static let mistakes = #"""
        wrong_assignment: a=wrong_annotated ':' expression => !at a "only single target (not {a}) can be annotated"
            | a=star_named ',' star_named_list* ':' expression => !at a "only single target (not tuple) can be annotated"
            | a=expression ':' expression => !at a "illegal target for annotation"
            | (star_targets '=')* a=star_expressions '=' => !assign a
            | (star_targets '=')* a=yield '=' => !at a "assignment to yield expression not possible"
            | a=star_expressions augmented value => !at a "'{a}' is an illegal expression for augmented assignment"
        wrong_annotated: list | tuple | '(' a=wrong_annotated ')'
        wrong_delete: 'del' a=star_expressions => !delete a
        wrong_block: NEWLINE !INDENT => !indent "expected an indented block"
        wrong_import: import_aliases ',' NEWLINE
            => !last "trailing comma not allowed without surrounding parentheses"

        wrong_expression: !(NAME STRING | SOFT) a=disjunction b=expression_itself => !comma a b
            | a=disjunction 'if' b=disjunction !('else' | ':') => !range a b "expected 'else' after 'if' expression"
        wrong_print: a=NAME !'(' b=star_expressions => !print a b
        wrong_named: a=expression ':=' expression => !at a "cannot use assignment expressions with {a}"
            | a=NAME '=' b=bitwise_or !('=' | ':=')
            => !range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            | !(list | tuple | generator | 'True' | 'None' | 'False') a=bitwise_or '=' bitwise_or !('=' | ':=')
            => !at a "cannot assign to {a} here. Maybe you meant '==' instead of '='?"
        wrong_group: '(' a=starred ')' => !at a "cannot use starred expression here"
            | '(' a='**' expression ')' => !at a "cannot use double starred expression here"
        wrong_comprehension: ('[' | '(' | '{') a=starred clauses
            => !at a "iterable unpacking cannot be used in comprehension"
            | ('[' | '{') a=star_named ',' b=star_named_list clauses
            => !range a b "did you forget parentheses around the comprehension target?"
            | ('[' | '{') a=star_named b=',' clauses
            => !range a b "did you forget parentheses around the comprehension target?"
        wrong_dict_comprehension: '{' a='**' bitwise_or clauses '}'
            => !at a "dict unpacking cannot be used in dict comprehension"
        wrong_pairs: ','.pair+ ',' wrong_pair
            | expression ':' a='*' bitwise_or => !from a "cannot use a starred expression in a dictionary value"
            | expression a=':' &('}' | ',') => !at a "expression expected after dictionary key and ':'"
        wrong_pair: a=expression !':' => !end a "':' expected after dictionary key"
            | expression ':' a='*' bitwise_or => !from a "cannot use a starred expression in a dictionary value"
            | expression a=':' &('}' | ',') => !at a "expression expected after dictionary key and ':'"

        wrong_arguments: b=argument_list ',' a='*'
            => !unpacking a b "iterable argument unpacking follows keyword argument unpacking"
            | a=expression b=clauses ',' (argument_list | expression clauses)?
            => !range a b "Generator expression must be parenthesized"
            | a=NAME b='=' expression clauses
            => !range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            | a=argument_list b=clauses => !generator a b
            | argument_list ',' a=expression b=clauses => !range a b "Generator expression must be parenthesized"
            | a=argument_list ',' argument_list => !arguments a
        wrong_named_argument: a=('True' | 'False' | 'None') b='=' => !range a b "cannot assign to {text a}"
            | a=NAME b='=' expression clauses
            => !range a b "invalid syntax. Maybe you meant '==' or ':=' instead of '='?"
            | !(NAME '=') a=expression b='='
            => !range a b "expression cannot contain assignment, perhaps you meant "=="?"

        wrong_parameters: plain* (slash_defaulted | defaulted+) a=plain
            => !at a "non-default argument follows default argument"
            | plain* a='(' plain+ ','? b=')' => !range a b "Function parameters cannot be parenthesized"
            | a='/' ',' => !at a "at least one argument must precede /"
            | (slash | slash_defaulted) maybe_defaulted* a='/' => !at a "/ may appear only once"
            | (slash | slash_defaulted)? maybe_defaulted* '*' (',' | plain) maybe_defaulted* a='/'
            => !at a "/ must be ahead of *"
            | maybe_defaulted+ '/' a='*' => !at a "expected comma between / and *"
        wrong_default: a='=' &(')' | ',') => !at a "expected default value expression"
        wrong_star_etc: a='*' (')' | ',' (')' | '**')) => !at a "named arguments must follow bare *"
            | '*' parameter a='=' => !at a "var-positional argument cannot have default value"
            | '*' (plain | ',') maybe_defaulted* a='*' (plain | ',') => !at a "* argument may appear only once"
        wrong_keywords: '**' parameter a='=' => !at a "var-keyword argument cannot have default value"
            | '**' parameter ',' a=parameter => !at a "arguments cannot follow var-keyword argument"
            | '**' parameter ',' a=('*' | '**' | '/') => !at a "arguments cannot follow var-keyword argument"
        wrong_lambda_parameters: l_plain* (l_slash_defaulted | l_defaulted+) a=l_plain
            => !at a "non-default argument follows default argument"
            | l_plain* a='(' ','.NAME+ ','? b=')' => !range a b "Lambda expression parameters cannot be parenthesized"
            | a='/' ',' => !at a "at least one argument must precede /"
            | (l_slash | l_slash_defaulted) l_maybe_defaulted* a='/' => !at a "/ may appear only once"
            | (l_slash | l_slash_defaulted)? l_maybe_defaulted* '*' (',' | l_plain) l_maybe_defaulted* a='/'
            => !at a "/ must be ahead of *"
            | l_maybe_defaulted+ '/' a='*' => !at a "expected comma between / and *"
        wrong_l_star_etc: '*' (':' | ',' (':' | '**')) => !last "named arguments must follow bare *"
            | '*' NAME a='=' => !at a "var-positional argument cannot have default value"
            | '*' (l_plain | ',') l_maybe_defaulted* a='*' (l_plain | ',') => !at a "* argument may appear only once"
        wrong_l_keywords: '**' NAME a='=' => !at a "var-keyword argument cannot have default value"
            | '**' NAME ',' a=NAME => !at a "arguments cannot follow var-keyword argument"
            | '**' NAME ',' a=('*' | '**' | '/') => !at a "arguments cannot follow var-keyword argument"

        wrong_for_target: 'async'? 'for' a=star_expressions => !for a
        wrong_with_item: expression 'as' a=expression &(',' | ')' | ':') => !assign a
        wrong_with: 'async'? 'with' ','.(expression ('as' star_target)?)+ NEWLINE => !last "expected ':'"
            | 'async'? 'with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' NEWLINE => !last "expected ':'"
        wrong_with_indent: 'async'? a='with' ','.(expression ('as' star_target)?)+ ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'with' statement on line {line a}"
            | 'async'? a='with' '(' ','.(expressions ('as' star_target)?)+ ','? ')' ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'with' statement on line {line a}"
        wrong_try: a='try' ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'try' statement on line {line a}"
            | 'try' ':' block !('except' | 'finally') => !last "expected 'except' or 'finally' block"
            | 'try' ':' block* (except+ except_star | except_star+ except) block*
            => !last "cannot have both 'except' and 'except*' on the same 'try'"
        wrong_except: 'except' '*'? a=expression ',' expressions ('as' NAME)? ':'
            => !from a "multiple exception types must be parenthesized"
            | 'except' '*'? expression ('as' NAME)? NEWLINE => !last "expected ':'"
            | 'except' NEWLINE => !last "expected ':'"
            | 'except' '*' (NEWLINE | ':') => !last "expected one or more exception types"
        wrong_except_indent: a='except' expression ('as' NAME)? ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'except' statement on line {line a}"
            | a='except' ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'except' statement on line {line a}"
        wrong_finally: a='finally' ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'finally' statement on line {line a}"
        wrong_if: 'if' named_expression NEWLINE => !last "expected ':'"
            | a='if' named_expression ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'if' statement on line {line a}"
        wrong_elif: 'elif' named_expression NEWLINE => !last "expected ':'"
            | a='elif' named_expression ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'elif' statement on line {line a}"
        wrong_else: a='else' ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'else' statement on line {line a}"
        wrong_while: 'while' named_expression NEWLINE => !last "expected ':'"
            | a='while' named_expression ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'while' statement on line {line a}"
        wrong_for: 'async'? 'for' star_targets 'in' star_expressions NEWLINE => !last "expected ':'"
            | 'async'? a='for' star_targets 'in' star_expressions ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'for' statement on line {line a}"
        wrong_function: 'async'? a='def' NAME '(' parameters? ')' ('->' expression)? ':' NEWLINE !INDENT
            => !indent "expected an indented block after function definition on line {line a}"
        wrong_class: 'class' NAME ('(' arguments? ')')? NEWLINE => !last "expected ':'"
            | a='class' NAME ('(' arguments? ')')? ':' NEWLINE !INDENT
            => !indent "expected an indented block after class definition on line {line a}"
        wrong_match: "match" subject NEWLINE => !last "expected ':'"
            | a="match" subject ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'match' statement on line {line a}"
        wrong_case: "case" patterns guard? NEWLINE => !last "expected ':'"
            | a="case" patterns guard? ':' NEWLINE !INDENT
            => !indent "expected an indented block after 'case' statement on line {line a}"
        wrong_as_pattern: or_pattern 'as' a="_" => !at a "cannot use '_' as a target"
            | or_pattern 'as' !NAME a=expression => !at a "invalid pattern target"
        wrong_class_pattern: name_or_attributes '(' a=wrong_class_arguments
            => !at a "positional patterns follow keyword patterns"
        wrong_class_arguments: (','.pattern+ ',')? ','.keyword_pattern+ ',' a=','.pattern+ => part
        """#
}
