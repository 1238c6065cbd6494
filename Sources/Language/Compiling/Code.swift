/// One step of compiled code: 8 bytes. `a`, `b`, `c` are registers, places in tables, or numbers, as the operation says.
struct Instruction {
    var op: Operation
    var a: UInt16
    var b: UInt16
    var c: UInt16

    /// `b` and `c` as one signed number: a jump's target or a small integer.
    @inline(__always) var wide: Int { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }

    /// `c` as a signed number.
    @inline(__always) var signedC: Int { Int(Int16(bitPattern: c)) }
}

/// How a function's parameters lie in its first registers: positional, keyword-only, `*rest`, `**keywords`.
struct ParameterLayout {
    var names: [String] = []
    var positional = 0
    var positionalOnly = 0
    var keywordOnly = 0
    var hasRest = false
    var hasKeywords = false

    var count: Int { names.count }
    /// True where arguments by place alone fill everything.
    var isPlain: Bool { keywordOnly == 0 && !hasRest && !hasKeywords }
}

/// Where an error inside a range of instructions goes on.
struct Handler {
    var start: Int
    var end: Int
    var target: Int
    /// The register that receives the exception.
    var register: Int
    /// How many exceptions the function itself was handling where the `try` began.
    var handled: Int
}

/// Where an inner function finds one of the variables that it shares with its surroundings.
struct Capture {
    /// True for a variable that the surrounding function shares itself; else the place is a register that holds a cell.
    let isFree: Bool
    let place: Int
}

/// The compiled body of a function, class, comprehension or cell.
final class Code {
    let name: String
    let doc: String?
    let source: SourceText
    let parameters: ParameterLayout
    let instructions: UnsafeMutablePointer<Instruction>
    let instructionCount: Int
    let constants: [Value]
    let names: [String]
    let codes: [Code]
    let ranges: [SourceRange]
    let handlers: [Handler]
    let registerCount: Int
    /// Local names by register, for `locals()` and messages.
    let localNames: [String]
    /// Parameters that inner functions share, to be put into cells on entry.
    let cellParameters: [Int]
    /// Names of the variables that come from outer functions.
    let freeNames: [String]
    /// Where the surrounding function has them.
    let captures: [Capture]
    let isGenerator: Bool
    /// What was found last time at each attribute look-up.
    let caches: UnsafeMutablePointer<CallSite>
    let cacheCount: Int

    init(
        name: String, doc: String?, source: SourceText, parameters: ParameterLayout, instructions: [Instruction],
        constants: [Value], names: [String], codes: [Code], ranges: [SourceRange], handlers: [Handler],
        registerCount: Int, localNames: [String], cellParameters: [Int], freeNames: [String],
        captures: [Capture], isGenerator: Bool, cacheCount: Int
    ) {
        self.name = name
        self.doc = doc
        self.source = source
        self.parameters = parameters
        instructionCount = instructions.count
        self.instructions = .allocate(capacity: max(1, instructions.count))
        self.instructions.initialize(from: instructions, count: instructions.count)
        self.constants = constants
        self.names = names
        self.codes = codes
        self.ranges = ranges
        self.handlers = handlers
        self.registerCount = registerCount
        self.localNames = localNames
        self.cellParameters = cellParameters
        self.freeNames = freeNames
        self.captures = captures
        self.isGenerator = isGenerator
        self.cacheCount = cacheCount
        caches = .allocate(capacity: max(1, cacheCount))
        caches.initialize(repeating: CallSite(), count: cacheCount)
    }

    deinit {
        instructions.deallocate()
        caches.deinitialize(count: cacheCount)
        caches.deallocate()
    }
}

/// What an attribute look-up found last time, kept while type and class stay the same.
struct CallSite {
    /// The native type whose method was found.
    var type: NativeType?
    var method: NativeFunction?
    /// The user class whose function was found, at which version.
    var cls: ClassObject?
    var version = 0
    var function: Function?
    /// Where an instance attribute was found last.
    var place = 0
}
