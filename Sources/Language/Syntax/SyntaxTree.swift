/// An expression and its place.
struct Expression {
    indirect enum Kind {
        case constant(Literal)
        case name(String)
        case joined([Joined])
        case list([Expression])
        case tuple([Expression])
        case set([Expression])
        /// A `nil` key is `**value`.
        case dict([(key: Expression?, value: Expression)])
        case comprehension(ComprehensionKind, element: Expression, value: Expression?, [ComprehensionFor])
        case unary(UnaryOperator, Expression)
        case not(Expression)
        case binary(BinaryOperator, Expression, Expression)
        case and(Expression, Expression)
        case or(Expression, Expression)
        case compare(Expression, [(ComparisonSign, Expression)])
        case conditional(condition: Expression, then: Expression, otherwise: Expression)
        case attribute(Expression, String)
        case item(Expression, Expression)
        case slice(start: Expression?, stop: Expression?, step: Expression?)
        case call(Expression, [Argument])
        case lambda(Parameters, Expression)
        case starred(Expression)
        case walrus(String, Expression)
        case yield(Expression?)
        case yieldFrom(Expression)
    }

    /// A value written in the program.
    enum Literal {
        case none, ellipsis
        case bool(Bool)
        case int(Int)
        /// Digits of a number beyond 64 bits.
        case bigInt(String, radix: Int)
        case float(Double)
        /// `2j`
        case imaginary(Double)
        case string(String)
        case bytes([UInt8])
    }

    /// A part of an f-string.
    enum Joined {
        case text(String)
        case value(Expression, conversion: Character?, spec: [Joined]?)
    }

    enum ComprehensionKind {
        case list, set, dict, generator
    }

    enum ComparisonSign {
        case order(Comparison)
        case isSame, isNotSame, isIn, isNotIn
    }

    let kind: Kind
    let range: SourceRange
}

/// `for target in iterable if condition …` inside a comprehension.
struct ComprehensionFor {
    let target: Expression
    let iterable: Expression
    let conditions: [Expression]
}

/// An argument of a call.
enum Argument {
    case plain(Expression)
    case named(String, Expression)
    case spread(Expression)
    case spreadNamed(Expression)
}

/// The parameters of a function.
struct Parameters {
    struct One {
        let name: String
        let fallback: Expression?
        let annotation: Expression?
        let range: SourceRange
    }

    var positional: [One] = []
    var positionalOnly = 0
    var rest: One?
    var keywordOnly: [One] = []
    var keywords: One?

    var all: [One] { positional + keywordOnly + [rest, keywords].compactMap { $0 } }
}

/// A statement and its place.
struct Statement {
    indirect enum Kind {
        case expression(Expression)
        case assign([Expression], Expression)
        case augmented(Expression, BinaryOperator, Expression)
        /// `target: annotation = value`; simple is a name without parentheses.
        case annotated(Expression, Expression, Expression?, isSimple: Bool)
        case pass, `break`, `continue`
        case `return`(Expression?)
        case delete([Expression])
        case global([String])
        case nonlocal([String])
        case `import`([(name: String, alias: String?)])
        /// `nil` names mean `*`.
        case importFrom(module: String, [(name: String, alias: String?)]?)
        case assert(Expression, message: Expression?)
        case raise(Expression?, cause: Expression?)
        case `if`(Expression, then: [Statement], otherwise: [Statement])
        case `while`(Expression, body: [Statement], otherwise: [Statement])
        case `for`(target: Expression, iterable: Expression, body: [Statement], otherwise: [Statement])
        case `try`(body: [Statement], [ExceptClause], otherwise: [Statement], finally: [Statement])
        case with([(context: Expression, target: Expression?)], body: [Statement])
        case function(FunctionDefinition)
        case classDefinition(name: String, arguments: [Argument], body: [Statement], decorators: [Expression])
        case match(Expression, [MatchCase])
    }

    let kind: Kind
    let range: SourceRange
}

struct ExceptClause {
    let pattern: Expression?
    let name: String?
    let body: [Statement]
    let range: SourceRange
}

struct FunctionDefinition {
    let name: String
    let parameters: Parameters
    /// The annotation after `->`.
    let result: Expression?
    let body: [Statement]
    let decorators: [Expression]
}

/// `case pattern if guard:`
struct MatchCase {
    let pattern: Pattern
    let condition: Expression?
    let body: [Statement]
}

/// What a `case` compares with, and its place.
struct Pattern {
    indirect enum Kind {
        /// Equal to a literal or dotted name (identical for None, True, False).
        case value(Expression)
        /// `_` (no name) or a name to bind.
        case capture(String?)
        case sequence([Pattern])
        /// `*rest` inside a sequence.
        case star(String?)
        case either([Pattern])
        case named(Pattern, String)
        /// `{key: pattern, **rest}`
        case mapping([(key: Expression, value: Pattern)], rest: String?)
        /// `Class(pattern, name=pattern)`
        case object(Expression, positional: [Pattern], named: [(name: String, pattern: Pattern)])
    }

    let kind: Kind
    let range: SourceRange
}
