/// Turns the syntax tree of one function, class body or cell into code.
///
/// Registers: parameters first, then the other local names, then temporaries, which are used like a stack. An expression
/// answers with the register that holds its value; a local variable answers with its own, so that nothing is copied.
final class Compiler {
    /// What is being compiled, which decides where names live.
    enum Kind {
        case cell, function, classBody
    }

    /// Where a name lives.
    enum Place {
        case local(Int)
        case cell(Int)
        case free(Int)
        case global(Int)
        /// In the class body's namespace.
        case member
    }

    /// What leaving a block early must do on the way out.
    enum Exit {
        case loop(Loop)
        case finally([Statement], gaps: Gaps)
        case with(Int, SourceRange, gaps: Gaps)
        /// Inside an `except` block: the exception stops being handled.
        case handled
        /// Inside an `except … as name` block: the name goes away.
        case forget(String, SourceRange, gaps: Gaps)
        /// Inside a `try` with `except`: its handlers do not cover what runs on the way out.
        case guarded(gaps: Gaps)
    }

    final class Loop {
        var breaks = Label()
        var continues = Label()
    }

    /// Instructions inside a `try` that its handler must not cover.
    final class Gaps {
        var ranges: [Range<Int>] = []
    }

    /// A place in the code that jumps aim at.
    final class Label {
        var target: Int?
        var wide: [Int] = []
        var near: [Int] = []
    }

    let kind: Kind
    let name: String
    let source: SourceText
    let interpreter: Interpreter
    let outer: Compiler?
    let names: Names
    /// True where a debugger is told of each statement.
    private let isTraced: Bool

    var instructions: [Instruction] = []
    var ranges: [SourceRange] = []
    var constants: [Value] = []
    var nameTable: [String] = []
    private var namePlaces: [String: Int] = [:]
    var codes: [Code] = []
    /// The pieces of f-strings.
    var texts: [[TextPiece]] = []
    var handlers: [Handler] = []
    var locals: [String: Int] = [:]
    var localNames: [String] = []
    var cells: Set<String> = []
    var freeNames: [String] = []
    var captures: [Capture] = []
    /// Variables of comprehensions under way, innermost last: they hide names of the function.
    var overlays: [[String: (register: Int, isCell: Bool)]] = []
    /// What messages call those comprehensions.
    var comprehensions: [String] = []
    var nextRegister = 0
    var registerCount = 0
    var cacheCount = 0
    /// Constants that wait in registers, with their places in `constants`.
    var preloads: [Code.Preload] = []
    private static let preloadLimit = 12
    /// Locals that surely have a value at this point.
    var assigned: Set<Int> = []
    var exits: [Exit] = []
    var handledDepth = 0

    init(_ kind: Kind, name: String, source: SourceText, interpreter: Interpreter, outer: Compiler?, names: Names) {
        self.kind = kind
        self.name = name
        self.source = source
        self.interpreter = interpreter
        self.outer = outer
        self.names = names
        isTraced = outer?.isTraced ?? interpreter.tracer?.follows(source.name) ?? false
    }

    /// Marks where a statement begins.
    func mark(_ range: SourceRange) { if isTraced { emitWide(.line, 0, range.line, range) } }

    /// The path from the cell to what is compiled: `Class.method`, `outer.<locals>.inner`.
    private var qualifiedName: String {
        guard let outer, outer.name != WrittenModule.functionName else { return name }
        var path: [String] = []
        if outer.kind != .cell {
            path.append(outer.qualifiedName)
            if outer.kind != .classBody, outer.name != "<genexpr>" { path.append("<locals>") }
        }
        return (path + outer.comprehensions + [name]).joined(separator: ".")
    }

    /// Compiles a cell; its code answers with the value of the last expression, or None.
    static func compile(
        cell statements: [Statement], source: SourceText, showsResult: Bool, interpreter: Interpreter,
        folds: Set<String>
    ) throws(SyntaxFault) -> Code {
        let compiler = Compiler(
            .cell, name: "<module>", source: source, interpreter: interpreter, outer: nil,
            names: Names(body: statements, folds: folds))
        compiler.keepConstants()
        for (i, statement) in statements.enumerated() {
            if i + 1 == statements.count, showsResult, case .expression(let last) = statement.kind {
                compiler.mark(statement.range)
                let register = try compiler.value(last)
                compiler.emit(.returnValue, register, 0, 0, last.range)
                return try compiler.finish(parameters: ParameterLayout(), doc: nil)
            }
            try compiler.statement(statement)
        }
        let register = compiler.temporary()
        let end = statements.last?.range ?? SourceRange(line: 1, column: 1, endLine: 1, endColumn: 1)
        // The register may still hold what a statement left there.
        compiler.emit(.loadNone, register, 0, 0, end)
        compiler.emit(.returnValue, register, 0, 0, end)
        return try compiler.finish(parameters: ParameterLayout(), doc: nil)
    }

    /// Gives the constants of loops registers behind the local names.
    func keepConstants() {
        for literal in names.loopConstants where preloads.count < Compiler.preloadLimit {
            guard let value = simple(literal) else { continue }
            let place = constant(value)
            if preloads.contains(where: { $0.constant == place }) { continue }
            preloads.append(Code.Preload(register: localNames.count, constant: place))
            declare(" \(place)")
            assigned.insert(localNames.count - 1)
        }
    }

    /// The value of a number or text; `nil` for other literals.
    private func simple(_ literal: Expression.Literal) -> Value? {
        switch literal {
        case .int(let number): .int(number)
        case .float(let number): .float(number)
        case .string(let text): Value(text)
        default: nil
        }
    }

    /// The register where a constant waits.
    func preloaded(_ literal: Expression.Literal) -> Int? {
        if preloads.isEmpty { return nil }
        guard let value = simple(literal) else { return nil }
        let place = constant(value)
        return preloads.first { $0.constant == place }?.register
    }

    /// Puts the finished parts together.
    func finish(parameters: ParameterLayout, doc: String?) throws(SyntaxFault) -> Code {
        if registerCount > 60_000 || nameTable.count > 60_000 || constants.count > Int(Int32.max) {
            throw SyntaxFault(
                message: "the function is too large", range: ranges[0], hint: "split it into smaller functions")
        }
        return Code(
            name: name, qualifiedName: qualifiedName, doc: doc, source: source, parameters: parameters,
            instructions: instructions,
            constants: constants,
            names: nameTable, codes: codes, texts: texts, ranges: ranges, handlers: handlers,
            registerCount: max(registerCount, localNames.count),
            localNames: localNames,
            cellParameters: parameters.names.indices.filter { cells.contains(parameters.names[$0]) },
            freeNames: freeNames, captures: captures, isGenerator: kind == .function && names.hasYield,
            cacheCount: cacheCount, preloads: preloads)
    }

    // MARK: Emitting

    /// What the counter of a loop's turns begins with, in the word that ends the loop.
    var turnsToMachineCode: Int { Int(interpreter.nativeLoops.threshold) }

    @discardableResult
    func emit(_ op: Operation, _ a: Int, _ b: Int, _ c: Int, _ range: SourceRange) -> Int {
        instructions.append(
            Instruction(
                op: op, a: UInt16(truncatingIfNeeded: a), b: UInt16(truncatingIfNeeded: b),
                c: UInt16(truncatingIfNeeded: c)))
        ranges.append(range)
        return instructions.count - 1
    }

    @discardableResult
    func emitWide(_ op: Operation, _ a: Int, _ wide: Int, _ range: SourceRange) -> Int {
        let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: wide))
        return emit(op, a, Int(bits & 0xFFFF), Int(bits >> 16), range)
    }

    func jump(_ op: Operation, _ a: Int, to label: Label, _ range: SourceRange) {
        if let target = label.target { return jump(op, a, to: target, range) }
        label.wide.append(emitWide(op, a, 0, range))
    }

    /// A jump to a known place. Distances count from the instruction after the jump.
    func jump(_ op: Operation, _ a: Int, to target: Int, _ range: SourceRange) {
        emitWide(op, a, target - instructions.count - 1, range)
    }

    /// A fused comparison and jump, whose distance has 16 bits.
    func jumpNear(_ op: Operation, _ a: Int, _ b: Int, to label: Label, _ range: SourceRange) {
        let at = emit(op, a, b, 0, range)
        if let target = label.target {
            instructions[at].c = UInt16(truncatingIfNeeded: target - at - 1)
        } else {
            label.near.append(at)
        }
    }

    func place(_ label: Label, _ range: SourceRange) throws(SyntaxFault) {
        let target = instructions.count
        label.target = target
        for at in label.wide {
            let bits = UInt32(bitPattern: Int32(truncatingIfNeeded: target - at - 1))
            instructions[at].b = UInt16(truncatingIfNeeded: bits)
            instructions[at].c = UInt16(truncatingIfNeeded: bits >> 16)
        }
        for at in label.near {
            let distance = target - at - 1
            if distance > Int(Int16.max) {
                throw SyntaxFault(message: "the block is too large", range: range, hint: "split it into functions")
            }
            instructions[at].c = UInt16(truncatingIfNeeded: distance)
        }
    }

    func temporary() -> Int {
        nextRegister += 1
        registerCount = max(registerCount, nextRegister)
        return nextRegister - 1
    }

    func temporaries(_ count: Int) -> Int {
        let first = nextRegister
        nextRegister += count
        registerCount = max(registerCount, nextRegister)
        return first
    }

    func isTemporary(_ register: Int) -> Bool { register >= localNames.count }

    func constant(_ value: Value) -> Int {
        // Small numbers and short texts repeat; a search over the last few is enough.
        for i in stride(from: constants.count - 1, through: max(0, constants.count - 24), by: -1) {
            switch (constants[i], value) {
            case (.int(let a), .int(let b)): if a == b { return i }
            case (.float(let a), .float(let b)): if a.bitPattern == b.bitPattern { return i }
            case (.str(let a), .str(let b)): if Str.areEqual(a.string, b.string) { return i }
            case (.none, .none): return i
            default: break
            }
        }
        constants.append(value)
        return constants.count - 1
    }

    func nameIndex(_ name: String) -> Int {
        if let place = namePlaces[name] { return place }
        namePlaces[name] = nameTable.count
        nameTable.append(name)
        return nameTable.count - 1
    }

    /// The place of an attribute's name.
    func attributeIndex(_ name: String) -> Int { nameIndex(mangled(name)) }

    /// A private name of a class as Python files it: `__x` inside of class `C` is `_C__x`.
    func mangled(_ name: String) -> String {
        guard name.hasPrefix("__"), !name.hasSuffix("__") else { return name }
        var compiler: Compiler? = self
        while let at = compiler, at.kind != .classBody { compiler = at.outer }
        guard let cls = compiler?.name.drop(while: { $0 == "_" }), !cls.isEmpty else { return name }
        return "_\(cls)\(name)"
    }

    func cache() -> Int {
        cacheCount += 1
        return cacheCount - 1
    }

    // MARK: Names

    /// Declares a local name and gives it a register.
    func declare(_ name: String) {
        locals[name] = localNames.count
        localNames.append(name)
        nextRegister = max(nextRegister, localNames.count)
        registerCount = max(registerCount, nextRegister)
    }

    func resolve(_ name: String) -> Place {
        for overlay in overlays.reversed() {
            if let found = overlay[name] { return found.isCell ? .cell(found.register) : .local(found.register) }
        }
        if names.globals.contains(name) || kind == .cell { return .global(interpreter.globals.place(of: name)) }
        if kind == .classBody {
            if name == "__class__" { return .cell(1) }
            // A comprehension does not see the names of the class around it.
            let isHidden = !overlays.isEmpty && outer?.kind == .cell
            if names.bound.contains(name), !names.nonlocals.contains(name), !isHidden { return .member }
        } else if let register = locals[name] {
            return cells.contains(name) ? .cell(register) : .local(register)
        }
        if let place = freePlace(name) { return .free(place) }
        return .global(interpreter.globals.place(of: name))
    }

    /// 1 inside a comprehension, for which the function's variables come from outside; else 0.
    var isFree: Int { overlays.isEmpty ? 0 : 1 }

    /// Notes that a local surely has a value from here on; not for names that the function deletes somewhere, since a
    /// loop may come back here.
    func settle(_ register: Int) {
        if register < localNames.count, names.deleted.contains(localNames[register]) { return }
        assigned.insert(register)
    }

    /// The place of a variable that comes from outside; `nil` where no function around has it.
    private func freePlace(_ name: String) -> Int? {
        if let place = freeNames.firstIndex(of: name) { return place }
        guard let outer, let capture = outer.share(name) else { return nil }
        freeNames.append(name)
        captures.append(capture)
        return freeNames.count - 1
    }

    /// How a function inside reaches a variable of this function or further out.
    private func share(_ name: String) -> Capture? {
        for overlay in overlays.reversed() {
            if let found = overlay[name] { return found.isCell ? Capture(isFree: false, place: found.register) : nil }
        }
        if kind == .classBody {
            if name == "__class__" { return Capture(isFree: false, place: 1) }
        } else if kind == .function, let register = locals[name], !names.globals.contains(name) {
            precondition(cells.contains(name), "\(name) of \(self.name) is needed inside but is no cell")
            return Capture(isFree: false, place: register)
        }
        if kind == .cell || names.globals.contains(name) { return nil }
        return freePlace(name).map { Capture(isFree: true, place: $0) }
    }

    /// Gives a value to a name.
    func store(_ name: String, _ register: Int, _ range: SourceRange) {
        switch resolve(name) {
        case .local(let local):
            if local != register { emit(isTemporary(register) ? .take : .move, local, register, 0, range) }
            settle(local)
        case .cell(let cell): emit(.storeCell, register, cell, 0, range)
        case .free(let place): emit(.storeFree, register, place, 0, range)
        case .global(let place): emitWide(.storeGlobal, register, place, range)
        case .member:
            let key = temporary()
            emitWide(.loadConstant, key, constant(Value(mangled(name))), range)
            emit(.dictSet, 0, key, register, range)
            nextRegister -= 1
        }
    }
}
