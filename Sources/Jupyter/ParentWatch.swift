import Glibc

/// Notices that the process that started the kernel is gone.
///
/// The parent's number is compared now and then; a death signal is not asked for, because Linux sends it when the
/// parent's *thread* ends, and servers start kernels from threads that end.
public struct ParentWatch {
    /// The parent whose end is the kernel's; `nil` where only adoption by process 1 counts.
    private let parent: pid_t?
    /// False where process 1 started the kernel: a container, whose end is the kernel's anyway.
    private let canBeOrphan: Bool
    /// Milliseconds between looks.
    static let interval = 500

    /// Remembers the parent of now.
    ///
    /// `promised` is what `JPY_PARENT_PID` names. Where it is another process than the parent, something between
    /// started the kernel (a shell, a fork server) and may leave without harm; so only process 1 counts then.
    public init(
        parent now: pid_t = getppid(),
        promised: pid_t? = getenv("JPY_PARENT_PID").flatMap { pid_t(String(cString: $0)) }
    ) {
        parent = promised == nil || promised == now ? now : nil
        canBeOrphan = now > 1
    }

    /// True once the kernel is an orphan.
    var isOrphan: Bool { isOrphan(under: getppid()) }

    /// Whether `now` as parent means that the kernel was left alone.
    public func isOrphan(under now: pid_t) -> Bool { canBeOrphan && now != parent && (parent != nil || now == 1) }
}
