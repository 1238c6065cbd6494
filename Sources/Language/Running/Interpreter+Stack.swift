/// The functions under way, for a debugger that holds the program at a statement.
extension Interpreter {
    /// How many functions of the program are under way.
    public var stackDepth: Int { machine.frameCount }

    /// The functions under way, innermost first.
    public func stack() -> [StackFrame] { machine.framesInnermostFirst.map(stackFrame) }

    private func stackFrame(_ frame: UnsafeMutablePointer<Frame>) -> StackFrame {
        let code = frame.pointee.code
        let range = code.ranges[max(0, min(frame.pointee.pc - 1, code.ranges.count - 1))]
        return StackFrame(
            function: code.name, source: code.source.name, line: range.line, column: range.column,
            isModule: code.name == "<module>", variables: variables(frame))
    }

    private func variables(_ frame: UnsafeMutablePointer<Frame>) -> [(name: String, value: Value)] {
        let code = frame.pointee.code
        var found: [(name: String, value: Value)] = []
        func add(_ name: String, _ value: Value) {
            var value = value
            if case .object(let cell as Cell) = value { value = cell.value }
            // Registers of constants and of comprehensions have names that no program can write.
            guard !value.isUnbound, name.unicodeScalars.first.map({ $0 == "_" || $0.properties.isXIDStart }) ?? false
            else { return }
            found.removeAll { $0.name == name }
            found.append((name, value))
        }
        for (place, name) in code.localNames.enumerated() { add(name, frame.pointee.base.values[place]) }
        let closure = frame.pointee.function.takeUnretainedValue().closure
        for (name, cell) in zip(code.freeNames, closure) { add(name, cell.value) }
        return found
    }

    /// The value of an expression as a function under way sees it.
    /// - frame: its place in `stack()`; `nil`: the names of the program alone.
    /// - Throws: the expression's error; SyntaxError where it is a statement.
    public func value(of expression: String, in frame: Int?) throws(LanguageError) -> Value {
        let frames = machine.framesInnermostFirst
        var variables: [(name: String, value: Value)] = []
        if let frame, frames.indices.contains(frame) {
            let mentioned = Set(Interpreter.namesMentioned(in: expression))
            variables = self.variables(frames[frame]).filter { mentioned.contains($0.name) }
        }
        let held = tracer
        tracer = nil
        defer { tracer = held }
        let parameters = variables.map(\.name).joined(separator: ", ")
        let function = try run("lambda \(parameters): (\(expression)\n)", name: "<expression>") ?? .none
        return try call(function, variables.map(\.value))
    }

    /// The lines at which statements of a text begin, in order; none where it cannot be read.
    public static func statementLines(of text: String) -> [Int] {
        guard let program = try? Parser.parse(PastedListing.unnumbered(withUnixLines(text))) else { return [] }
        var lines: Set<Int> = []
        func visit(_ statements: [Statement]) {
            for one in statements {
                lines.insert(one.range.line)
                for body in one.bodies { visit(body) }
            }
        }
        visit(program.statements)
        return lines.sorted()
    }
}

extension Statement {
    /// The blocks inside it.
    fileprivate var bodies: [[Statement]] {
        switch kind {
        case .if(_, let then, let otherwise): [then, otherwise]
        case .while(_, let body, let otherwise): [body, otherwise]
        case .for(_, _, let body, let otherwise): [body, otherwise]
        case .try(let body, let clauses, let otherwise, let final): [body] + clauses.map(\.body) + [otherwise, final]
        case .with(_, let body): [body]
        case .function(let definition): [definition.body]
        case .classDefinition(_, _, let body, _): [body]
        case .match(_, let cases): cases.map(\.body)
        default: []
        }
    }
}
