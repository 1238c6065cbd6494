/// One step of compiled code: 8 bytes. `a`, `b`, `c` are registers, places in tables, or numbers, as the operation says.
struct Instruction {
    var op: Operation
    var a: UInt16
    var b: UInt16
    var c: UInt16

    /// `b` and `c` as one signed number: a jump's target or a small integer.
    @inline(__always) var wide: Int { Int(Int32(bitPattern: UInt32(b) | UInt32(c) << 16)) }

    /// `b` as a signed number.
    @inline(__always) var signedB: Int { Int(Int16(bitPattern: b)) }

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
    /// The first name of each parameter's annotation, empty where there is none; no names at all where none has one.
    var annotations: [String] = []

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
    /// True around a folded call: nothing is caught, but StopIteration becomes RuntimeError, as it does when it leaves
    /// a generator.
    var isFold = false
}

/// Where an inner function finds one of the variables that it shares with its surroundings.
struct Capture {
    /// True for a variable that the surrounding function shares itself; else the place is a register that holds a cell.
    let isFree: Bool
    let place: Int
}

/// The compiled body of a function, class, comprehension or cell.
final class Code {
    /// What a call and the loop need to know, kept together in plain memory.
    struct Entry {
        let instructions: UnsafeMutablePointer<Instruction>
        let constants: UnsafeMutablePointer<Register>
        let caches: UnsafeMutablePointer<CallSite>
        let registerCount: Int
        /// Parameters that arguments by place fill.
        let positional: Int
        /// Parameters and other local names: their registers begin unbound.
        let localCount: Int
        /// Constants that have registers of their own: the last ones.
        let preloads: UnsafeMutablePointer<Preload>
        let preloadCount: Int
        /// The pieces of f-strings.
        let texts: UnsafeMutablePointer<TextRow>
        /// True where arguments by place fill everything and no parameter is shared with inner functions.
        let isSimple: Bool
        /// True where besides no constants need registers.
        let isQuick: Bool
        let isGenerator: Bool
    }

    /// A constant that loops use: it waits in a register.
    struct Preload {
        let register: Int
        let constant: Int
    }

    let name: String
    /// The path to the definition: `Class.method`, `outer.<locals>.inner`.
    let qualifiedName: String
    let doc: String?
    let source: SourceText
    let parameters: ParameterLayout
    let instructions: UnsafeMutablePointer<Instruction>
    let instructionCount: Int
    let constants: [Value]
    let names: [String]
    let codes: [Code]
    /// The pieces of f-strings, kept for the rows of `entry`.
    private let texts: [[TextPiece]]
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
    /// Loops that ran often, with their machine code.
    var loops: [NativeLoop] = []
    /// The above as calls need it.
    let entry: UnsafeMutablePointer<Entry>

    init(
        name: String, qualifiedName: String, doc: String?, source: SourceText, parameters: ParameterLayout,
        instructions: [Instruction],
        constants: [Value], names: [String], codes: [Code], texts: [[TextPiece]], ranges: [SourceRange],
        handlers: [Handler],
        registerCount: Int, localNames: [String], cellParameters: [Int], freeNames: [String],
        captures: [Capture], isGenerator: Bool, cacheCount: Int, preloads: [Preload]
    ) {
        self.name = name
        self.qualifiedName = qualifiedName
        self.doc = doc
        self.source = source
        self.parameters = parameters
        instructionCount = instructions.count
        self.instructions = .allocate(capacity: max(1, instructions.count))
        self.instructions.initialize(from: instructions, count: instructions.count)
        self.constants = constants
        self.names = names
        self.codes = codes
        self.texts = texts
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
        let values = UnsafeMutablePointer<Value>.allocate(capacity: max(1, constants.count))
        values.initialize(from: constants, count: constants.count)
        let early = UnsafeMutablePointer<Preload>.allocate(capacity: max(1, preloads.count))
        early.initialize(from: preloads, count: preloads.count)
        let rows = UnsafeMutablePointer<TextRow>.allocate(capacity: max(1, texts.count))
        rows.initialize(from: texts.map(TextRow.init), count: texts.count)
        entry = .allocate(capacity: 1)
        entry.initialize(
            to: Entry(
                instructions: self.instructions, constants: values.registers, caches: caches,
                registerCount: registerCount, positional: parameters.positional, localCount: localNames.count,
                preloads: early, preloadCount: preloads.count, texts: rows,
                isSimple: parameters.isPlain && !isGenerator && cellParameters.isEmpty,
                isQuick: parameters.isPlain && !isGenerator && cellParameters.isEmpty && preloads.isEmpty,
                isGenerator: isGenerator))
    }

    deinit {
        instructions.deallocate()
        caches.deinitialize(count: cacheCount)
        caches.deallocate()
        entry.pointee.constants.values.deinitialize(count: constants.count)
        entry.pointee.constants.values.deallocate()
        entry.pointee.preloads.deallocate()
        for i in texts.indices { entry.pointee.texts[i].marks.deallocate() }
        entry.pointee.texts.deallocate()
        entry.deallocate()
    }
}

/// What an attribute look-up found last time, kept while the type or shape stays the same.
struct CallSite {
    /// The native type whose method was found. Its rows live as long as the type.
    var type: NativeType?
    var method: Unmanaged<NativeFunction>?
    /// The tag of receivers that surely are of the type; 255 where the tag does not tell.
    var tag: UInt8 = 255
    /// The shape of the instance whose attribute or method was found, and the state of all classes then.
    private(set) var shape: Shape?
    /// Where the shape lies: compared without counting references.
    private var shapeAddress: UInt = 0
    private(set) var epoch = 0
    private var function: Function?
    private(set) var callee: Unmanaged<Function>?
    /// Where the instance's attribute lies.
    var place = 0
    /// The shape that an instance gets by the attribute.
    var larger: Shape?
    /// The class of the built-in objects whose type was looked at, as `Register.identity` gives it.
    var identity: UInt = 0
    /// What computes the attribute of the built-in objects of that class and type.
    var getter: (@Sendable (Object, Interpreter) throws(LanguageError) -> Value)?
    /// The state of the module whose member was found, and the member, which lives as long as that state lasts.
    private(set) var moduleState = 0
    private(set) var member = Register.unbound
    /// The function whose parameters the call's names were found to be, and their places, a byte for each.
    private(set) var named: NativeFunction?
    private(set) var namedAddress: UnsafeMutableRawPointer?
    private(set) var places: UInt64 = 0
    private(set) var namedCount = 0

    init() {}

    /// What was found on a native type.
    init(type: NativeType, method: NativeFunction?) {
        self.type = type
        self.method = method.map { .passUnretained($0) }
    }

    /// Keeps where a call's names stand among a function's parameters.
    mutating func remember(_ function: NativeFunction, _ count: Int, _ places: UInt64) {
        named = function
        namedAddress = Unmanaged.passUnretained(function).toOpaque()
        namedCount = count
        self.places = places
    }

    /// What was found among a module's names.
    init(moduleState: Int, member: Register) {
        self.moduleState = moduleState
        self.member = member
    }

    /// What was found for instances of a shape.
    init(_ shape: Shape, epoch: Int, function: Function? = nil, place: Int = 0, larger: Shape? = nil) {
        self.shape = shape
        shapeAddress = UInt(bitPattern: Unmanaged.passUnretained(shape).toOpaque())
        self.epoch = epoch
        self.function = function
        callee = function.map { .passUnretained($0) }
        self.place = place
        self.larger = larger
    }

    /// True where what was found still holds for an instance.
    @inline(__always) func isTrue(of instance: Register, _ epoch: Int) -> Bool {
        instance.shapeAddress == shapeAddress && self.epoch == epoch
    }
}

extension UnsafeMutablePointer<Code.Entry> {
    /// Puts the constants that loops use into their registers.
    @inline(never) func preload(_ base: UnsafeMutablePointer<Register>) {
        for i in 0..<pointee.preloadCount {
            (base + pointee.preloads[i].register).copy(pointee.constants + pointee.preloads[i].constant)
        }
    }
}
