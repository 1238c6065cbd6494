import Glibc

/// The evaluator's memory: one stack of values and one of frames, allocated once and never moved.
///
/// All of the stack holds valid values; above `top` there are none that are counted. The stack is reserved address
/// space: pages cost nothing until they are used.
final class Machine {
    /// Python's limit of user frames.
    static let frameLimit = 1000
    /// Calls of any kind inside one another, native ones included; the evaluating thread's stack is made for that.
    static let depthLimit = 3000
    private static let capacity = 4 << 20

    private let stack: UnsafeMutablePointer<Value>
    /// The first register that nobody uses.
    var top: UnsafeMutablePointer<Value>
    let end: UnsafeMutablePointer<Value>
    /// Calls that are under way.
    var depth = 0
    /// Functions of the program that are under way, innermost last.
    private let frames: UnsafeMutablePointer<Frame>
    /// The innermost one; before the first, where there is none.
    var frame: UnsafeMutablePointer<Frame>
    private let lastFrame: UnsafeMutablePointer<Frame>
    /// What `Register.identity` is for instances of the program's classes.
    let instance = Register.identity(of: Instance.self)
    /// The same for modules.
    let module = Register.identity(of: ModuleObject.self)
    /// Grows whenever remembered look-ups in classes may no longer be true.
    var epoch = 1
    /// Generators that were dropped while they waited inside a `try` or `with`: their clean-up is still to run.
    var abandoned: [GeneratorObject] = [] {
        didSet { hasAbandoned = !abandoned.isEmpty }
    }
    private(set) var hasAbandoned = false
    private var classes: [Unowned] = []

    private struct Unowned { weak var cls: ClassObject? }

    init() {
        precondition(Register.agreesWithValue(), "this compiler lays values out in another way than Register expects")
        let size = Machine.capacity * MemoryLayout<Value>.stride
        guard let memory = calloc(1, size) else { preconditionFailure("no address space for the evaluator's stack") }
        stack = memory.bindMemory(to: Value.self, capacity: Machine.capacity)
        top = stack
        end = stack + Machine.capacity
        frames = .allocate(capacity: Machine.frameLimit + 1)
        frame = frames
        lastFrame = frames + Machine.frameLimit
    }

    deinit {
        stack.registers.clear(to: top.registers)
        free(stack)
        frames.deallocate()
    }

    /// True where one more frame would be more than Python allows.
    @inline(__always) var isFull: Bool { frame >= lastFrame }

    /// True for registers of the stack, false for those of a generator.
    @inline(__always) func holds(_ place: UnsafeMutablePointer<Value>) -> Bool { place >= stack && place < end }

    /// How many frames are under way.
    var frameCount: Int { frame - frames }

    /// The frames under way, innermost first.
    var framesInnermostFirst: [UnsafeMutablePointer<Frame>] { (0..<frameCount).map { frame - $0 } }

    /// Takes `count` unbound registers from the top.
    @inline(__always)
    func reserve(_ count: Int) throws(LanguageError) -> UnsafeMutablePointer<Value> {
        let window = top
        if end - window < count { throw LanguageError(.recursionError, "maximum recursion depth exceeded") }
        for i in 0..<count { window.registers[i] = .unbound }
        top = window + count
        return window
    }

    /// Gives registers back; they must be the topmost.
    @inline(__always)
    func release(_ window: UnsafeMutablePointer<Value>, _ count: Int) {
        window.registers.clear(to: (window + count).registers)
        top = window
    }

    /// Lets frames that run a function own it, before the name that holds it for them gets another value.
    @inline(never)
    func keep(_ function: Register) {
        var at = frames + 1
        while at <= frame {
            if UInt(bitPattern: at.pointee.function.toOpaque()) == UInt(function.bits),
                at.pointee.flags & Frame.Flag.ownsFunction == 0, at.pointee.first == at.pointee.base
            {
                Register.retain(function.bits)
                at.pointee.flags |= Frame.Flag.ownsFunction
            }
            at += 1
        }
    }

    /// Remembers a class of the program, so that its descendants can be found.
    func remember(_ cls: ClassObject) {
        // Those that are gone are forgotten now and then: a cell that defines a class may run many times.
        if classes.count == classes.capacity { classes.removeAll { $0.cls == nil } }
        classes.append(Unowned(cls: cls))
    }

    /// Classes of the program that inherit directly from `cls`.
    func subclasses(of cls: ClassObject) -> [ClassObject] {
        classes.removeAll { $0.cls == nil }
        return classes.compactMap(\.cls).filter { $0 !== cls && $0.isSubclass(of: cls) }
    }
}

/// A function of the program while it runs. References are not counted here: the caller's registers hold the function,
/// or a name of the program does (`Machine.keep`), or the flag `ownsFunction` says that the frame does.
struct Frame {
    /// What a frame is besides a plain call; none for most.
    enum Flag {
        /// `execute` or `resume` was called natively: the loop ends with this frame.
        static let isEntry: UInt32 = 1
        /// The frame holds a reference to its function.
        static let ownsFunction: UInt32 = 2
        /// A call of a class: `extra` is the new object, which the call gives instead of the result of `__init__`; the
        /// frame holds a reference.
        static let makes: UInt32 = 4
        /// `extra` is the generator whose registers these are.
        static let isGenerator: UInt32 = 8
    }

    let function: Unmanaged<Function>
    let entry: UnsafeMutablePointer<Code.Entry>
    let base: UnsafeMutablePointer<Register>
    /// The first register that is given back at the end: the base, or the callee before it.
    let first: UnsafeMutablePointer<Register>
    /// The next instruction, up to date whenever another frame runs.
    var next: UnsafeMutablePointer<Instruction>
    /// The caller's register that receives the result.
    let result: UnsafeMutablePointer<Register>
    /// The stack's top before the call.
    let top: UnsafeMutablePointer<Value>
    /// As the flags say.
    let extra: UnsafeMutableRawPointer?
    /// Exceptions being handled when the frame began.
    let handledBefore: Int32
    var flags: UInt32

    /// One after the last register.
    @inline(__always) var end: UnsafeMutablePointer<Register> { base + entry.pointee.registerCount }
    @inline(__always) var isEntry: Bool { flags & Flag.isEntry != 0 }
    @inline(__always) var generator: Unmanaged<GeneratorObject>? {
        guard flags & Flag.isGenerator != 0, let extra else { return nil }
        return .fromOpaque(extra)
    }
    @inline(__always) var made: Unmanaged<Instance>? {
        guard flags & Flag.makes != 0, let extra else { return nil }
        return .fromOpaque(extra)
    }

    var code: Code { function.takeUnretainedValue().code }
    /// The place of the next instruction.
    var pc: Int { next - code.instructions }
}
