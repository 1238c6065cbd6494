import CProcessor
import Glibc
import Synchronization

/// Threads that stay and share the parts of one job after another.
///
/// A job is cut into the same parts whatever the number of threads, so that results are the same bit for bit. A thread
/// spins for a while before it sleeps: the steps of a training follow each other within microseconds.
public final class Workers: Sendable {
    /// Cores that this process may use: fewer than the machine has where `taskset` or a container leaves it some only.
    public static let cores: Int = {
        let usable = Int(processor_usable_cores())
        return usable > 0 ? usable : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }()

    /// Threads that compute, the caller's included.
    public let count: Int
    private let shared: Shared

    /// What the threads have in common; written by the caller before `generation` grows.
    private final class Shared: @unchecked Sendable {
        var body: ((Int) -> Void)?
        var parts = 0
        let generation = Atomic<Int>(0)
        let nextPart = Atomic<Int>(0)
        let running = Atomic<Int>(0)
        /// True while some thread's job is under way.
        let isTaken = Atomic<Bool>(false)
        let isStopped = Atomic<Bool>(false)
        let sleepers = Atomic<Int>(0)
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

        init() {
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(condition, nil)
        }

        /// Does parts until none is left.
        func work() {
            guard let body else { return }
            while true {
                let part = nextPart.add(1, ordering: .acquiringAndReleasing).oldValue
                if part >= parts { return }
                body(part)
            }
        }

        /// A thread's life: waits for a job, works, reports.
        func serve() {
            Workers.flushSmallNumbers()
            var seen = 0
            while true {
                var spins = 0
                while generation.load(ordering: .acquiring) == seen {
                    if isStopped.load(ordering: .acquiring) { return }
                    spins += 1
                    if spins > 20_000 {
                        sleep(until: seen)
                        spins = 0
                    }
                }
                seen = generation.load(ordering: .acquiring)
                work()
                running.subtract(1, ordering: .releasing)
            }
        }

        private func sleep(until seen: Int) {
            pthread_mutex_lock(mutex)
            sleepers.add(1, ordering: .sequentiallyConsistent)
            while generation.load(ordering: .sequentiallyConsistent) == seen && !isStopped.load(ordering: .acquiring) {
                pthread_cond_wait(condition, mutex)
            }
            sleepers.subtract(1, ordering: .sequentiallyConsistent)
            pthread_mutex_unlock(mutex)
        }

        func wake() {
            guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
            pthread_mutex_lock(mutex)
            pthread_cond_broadcast(condition)
            pthread_mutex_unlock(mutex)
        }
    }

    /// - Parameter count: threads in all; 1 runs everything on the caller's.
    public init(count: Int) {
        self.count = max(1, count)
        shared = Shared()
        for _ in 1..<max(1, count) {
            var thread = pthread_t()
            let box = Unmanaged.passRetained(shared)
            pthread_create(
                &thread, nil,
                { pointer in
                    if let pointer { Unmanaged<Shared>.fromOpaque(pointer).takeRetainedValue().serve() }
                    return nil
                }, box.toOpaque())
            pthread_detach(thread)
        }
    }

    deinit {
        shared.isStopped.store(true, ordering: .sequentiallyConsistent)
        pthread_mutex_lock(shared.mutex)
        pthread_cond_broadcast(shared.condition)
        pthread_mutex_unlock(shared.mutex)
    }

    /// Runs `body` once for each part and waits for all. While another thread has the workers, or inside of a
    /// part, the caller does all parts alone: the results are the same.
    public func run(parts: Int, _ body: (Int) -> Void) {
        if count == 1 || parts == 1 || shared.isTaken.exchange(true, ordering: .acquiringAndReleasing) {
            for part in 0..<parts { body(part) }
            return
        }
        withoutActuallyEscaping(body) { body in
            shared.body = body
            shared.parts = parts
            shared.nextPart.store(0, ordering: .releasing)
            shared.running.store(count - 1, ordering: .releasing)
            shared.generation.add(1, ordering: .sequentiallyConsistent)
            shared.wake()
            shared.work()
            var spins = 0
            while shared.running.load(ordering: .acquiring) > 0 {
                spins += 1
                // A thread that lost its core must get it back: on a busy machine spinning would keep it away.
                if spins > 2000 { sched_yield() }
            }
            shared.body = nil
        }
        shared.isTaken.store(false, ordering: .releasing)
    }

    /// Numbers too small to be normal become 0 on this thread: they cost a hundred times more and mean nothing here.
    ///
    /// - Returns: the state to give to `restore`.
    @discardableResult public static func flushSmallNumbers() -> fenv_t {
        var state = fenv_t()
        fegetenv(&state)
        #if arch(x86_64)
            var flushed = state
            flushed.__mxcsr |= 0x8040
            fesetenv(&flushed)
        #endif
        return state
    }

    /// Puts the thread's arithmetic back as it was.
    public static func restore(_ state: fenv_t) {
        var state = state
        fesetenv(&state)
    }
}
