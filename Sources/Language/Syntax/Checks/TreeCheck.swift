/// Refuses programs that fit the grammar and still are wrong: `return` outside of a function, a name both global and a
/// parameter. Messages and places are those of CPython's symbol table and compiler, which speak in this order.
struct TreeCheck {
    /// The first error that the symbol table would find.
    private(set) var scopeFault: SyntaxFault?
    /// The first error that the compiler would find.
    private(set) var placeFault: SyntaxFault?
    private(set) var warnings: [SyntaxWarning] = []
    var scope = Scope(.module, outer: nil)
    var scopes: [Scope] = []
    /// Loops around, inside the function at hand.
    var loops = 0
    /// Iterables of comprehensions around.
    var iterables = 0
    /// Blocks around that CPython keeps on a stack of twenty.
    var blocks = 0

    static let blockLimit = 20

    /// Throws the first error.
    /// - found: what the parser noticed and could not say at once.
    /// - Returns: what Python warns of.
    static func check(_ statements: [Statement], found: SyntaxFault?) throws(SyntaxFault) -> [SyntaxWarning] {
        var check = TreeCheck()
        check.scopes = [check.scope]
        try check.futureImports(statements)
        check.visit(statements)
        check.checkNonlocals()
        if let fault = check.scopeFault { throw fault }
        if let fault = check.placeFault, let found {
            throw (found.range.line, found.range.column) < (fault.range.line, fault.range.column) ? found : fault
        }
        if let fault = check.placeFault ?? found { throw fault }
        return check.warnings
    }

    mutating func scopeFault(_ message: String, _ range: SourceRange) {
        if scopeFault == nil { scopeFault = SyntaxFault(message: message, range: range) }
    }

    mutating func placeFault(_ message: String, _ range: SourceRange) {
        if placeFault == nil { placeFault = SyntaxFault(message: message, range: range) }
    }

    mutating func warn(_ message: String, _ range: SourceRange) {
        warnings.append(SyntaxWarning(kind: "SyntaxWarning", message: message, line: range.line))
    }

    /// `from __future__ import …` stands before everything but the documentation.
    private func futureImports(_ statements: [Statement]) throws(SyntaxFault) {
        var isAllowed = true
        for (i, statement) in statements.enumerated() {
            if case .importFrom("__future__", let names) = statement.kind {
                if !isAllowed {
                    throw SyntaxFault(
                        message: "from __future__ imports must occur at the beginning of the file",
                        range: statement.range)
                }
                let known = [
                    "nested_scopes", "generators", "division", "absolute_import", "with_statement", "print_function",
                    "unicode_literals", "barry_as_FLUFL", "generator_stop", "annotations",
                ]
                if let name = names?.first(where: { !known.contains($0.name) }) {
                    throw SyntaxFault(
                        message: "future feature \(name.name) is not defined", range: statement.range)
                }
            } else if case .expression(let e) = statement.kind, case .constant(.string) = e.kind, i == 0 {
                continue
            } else {
                isAllowed = false
            }
        }
    }

    // MARK: Statements

    mutating func visit(_ statements: [Statement]) { for statement in statements { visit(statement) } }

    private mutating func visit(_ statement: Statement) {
        let range = statement.range
        switch statement.kind {
        case .expression(let e): visit(e)
        case .assign(let targets, let value):
            for target in targets { bind(target) }
            visit(value)
        case .augmented(let target, _, let value):
            if case .name(let name) = target.kind { scope.define(name, .local) } else { visit(target) }
            visit(value)
        case .annotated(let target, let annotation, let value, let isSimple):
            annotated(target, isSimple, value != nil, range)
            visit(annotation)
            if let value { visit(value) }
        case .pass, .global([]), .nonlocal([]): break
        case .break: if loops == 0 { placeFault("'break' outside loop", range) }
        case .continue: if loops == 0 { placeFault("'continue' not properly in loop", range) }
        case .return(let value):
            if scope.kind != .function { placeFault("'return' outside function", range) }
            if let value { visit(value) }
        case .delete(let targets): for target in targets { unbind(target) }
        case .global(let names): declare(names, .global, range)
        case .nonlocal(let names): declare(names, .nonlocal, range)
        case .import(let modules):
            for module in modules { scope.define(module.alias ?? String(module.name.prefix { $0 != "." }), .imported) }
        case .importFrom(_, let names):
            guard let names else {
                if scope.kind != .module {
                    var star = range
                    star.line = star.endLine
                    star.column = star.endColumn - 1
                    scopeFault("import * only allowed at module level", star)
                }
                return
            }
            for name in names { scope.define(name.alias ?? name.name, .imported) }
        case .assert(let condition, let message):
            if case .tuple(let parts) = condition.kind, !parts.isEmpty {
                warn("assertion is always true, perhaps remove parentheses?", range)
            }
            visit(condition)
            if let message { visit(message) }
        case .raise(let value, let cause):
            if let value { visit(value) }
            if let cause { visit(cause) }
        default: compound(statement)
        }
    }

    private mutating func compound(_ statement: Statement) {
        switch statement.kind {
        case .if: branches(statement)
        case .while(let condition, let body, let otherwise):
            visit(condition)
            block(statement.range, isLoop: true) { $0.visit(body) }
            visit(otherwise)
        case .for(let target, let iterable, let body, let otherwise):
            bind(target)
            visit(iterable)
            block(statement.range, isLoop: true) { $0.visit(body) }
            visit(otherwise)
        case .try(let body, let clauses, let otherwise, let final):
            block(statement.range) { $0.visit(body) }
            for (i, clause) in clauses.enumerated() {
                if clause.pattern == nil, i + 1 < clauses.count {
                    placeFault("default 'except:' must be last", clause.range)
                }
                if let pattern = clause.pattern { visit(pattern) }
                if let name = clause.name { scope.define(name, .local) }
                block(clause.range) { $0.visit(clause.body) }
            }
            visit(otherwise)
            visit(final)
        case .with(let items, let body):
            for item in items {
                visit(item.context)
                if let target = item.target { bind(target) }
            }
            block(statement.range) { $0.visit(body) }
        case .function(let definition): function(definition, statement.range)
        case .classDefinition(let name, let arguments, let body, let decorators):
            scope.define(name, .local)
            for decorator in decorators { visit(decorator) }
            visit(arguments)
            enter(.classBody) { $0.visit(body) }
        case .match(let subject, let cases):
            visit(subject)
            for (i, one) in cases.enumerated() {
                visit(one.pattern, isLast: i + 1 == cases.count || one.condition != nil)
                if let condition = one.condition { visit(condition) }
                visit(one.body)
            }
        default: break
        }
    }

    /// A row of `if` and `elif`, each of which stands in the `else` of the one before.
    private mutating func branches(_ statement: Statement) {
        var current = statement
        while case .if(let condition, let then, let otherwise) = current.kind {
            visit(condition)
            visit(then)
            guard otherwise.count == 1 else { return visit(otherwise) }
            if case .if = otherwise[0].kind { current = otherwise[0] } else { return visit(otherwise) }
        }
    }

    private mutating func block(_ range: SourceRange, isLoop: Bool = false, _ body: (inout TreeCheck) -> Void) {
        blocks += 1
        if isLoop { loops += 1 }
        if blocks > TreeCheck.blockLimit { placeFault("too many statically nested blocks", range) }
        body(&self)
        blocks -= 1
        if isLoop { loops -= 1 }
    }

    mutating func enter(_ kind: Scope.Kind, _ body: (inout TreeCheck) -> Void) {
        let outer = (scope, loops, blocks, iterables)
        scope = Scope(kind, outer: outer.0)
        scopes.append(scope)
        (loops, blocks) = (0, 0)
        if kind == .function { iterables = 0 }
        body(&self)
        (scope, loops, blocks, iterables) = outer
    }

    private mutating func function(_ definition: FunctionDefinition, _ range: SourceRange) {
        if definition.parameters.all.contains(where: { $0.name == "__debug__" }) {
            placeFault("cannot assign to __debug__", range)
        }
        scope.define(definition.name, .local)
        for decorator in definition.decorators { visit(decorator) }
        defaults(of: definition.parameters)
        for one in definition.parameters.all { if let annotation = one.annotation { visit(unstarred(annotation)) } }
        if let result = definition.result { visit(result) }
        enter(.function) { inner in
            inner.parameters(definition.parameters)
            inner.visit(definition.body)
        }
    }

    /// `*args: *Ts` has a starred annotation.
    private func unstarred(_ annotation: Expression) -> Expression {
        if case .starred(let inner) = annotation.kind { inner } else { annotation }
    }

    mutating func defaults(of parameters: Parameters) {
        for one in parameters.positional + parameters.keywordOnly { if let value = one.fallback { visit(value) } }
    }

    mutating func parameters(_ parameters: Parameters) {
        for one in parameters.all {
            if scope.flags(one.name).contains(.parameter) {
                scopeFault("duplicate argument '\(one.name)' in function definition", one.range)
            }
            scope.define(one.name, .parameter)
        }
    }
}
