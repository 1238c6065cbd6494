import Glibc

/// Notices that the process that started the kernel is gone.
///
/// The parent's number is compared now and then; a death signal is not asked for, because Linux sends it when the
/// parent's *thread* ends, and servers start kernels from threads that end.
struct ParentWatch {
    private let parent: pid_t
    /// Milliseconds between looks.
    static let interval = 500

    /// Remembers the parent of now. `JPY_PARENT_PID`, where it names another process, means that a process between
    /// started the kernel; then only adoption by process 1 counts.
    init() { parent = getppid() }

    /// True once the kernel is an orphan. A kernel that was started by process 1 (a container) never is.
    var isOrphan: Bool { parent > 1 && getppid() != parent }
}
