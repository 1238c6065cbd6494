import CProcessor
import Glibc
import Synchronization

/// Threads that stay and share the parts of one job after another.
///
/// A job is cut into the same parts whatever the number of threads, so that results are the same bit for bit. A thread
/// spins for a while before it sleeps: the steps of a training follow each other within microseconds.
///
/// Nobody waits for a thread that has not begun: where other programs have the cores, the caller does all parts by
/// itself, closes the job, and the thread that comes late finds nothing to do. A thread that lost its core in the midst
/// of a part is waited for asleep, since a core that falls idle is what lets the system give it one back.
public final class Workers: Sendable {
    /// Cores that this process may use: fewer than the machine has where `taskset` or a container leaves it some only.
    public static let cores: Int = {
        let usable = Int(processor_usable_cores())
        return usable > 0 ? usable : max(1, sysconf(Int32(_SC_NPROCESSORS_ONLN)))
    }()

    /// Threads that compute, the caller's included.
    public let count: Int
    private let shared: Shared

    /// What the threads have in common; written by the caller before it opens the door.
    private final class Shared: @unchecked Sendable {
        /// Of `door`: the bits that count the threads inside, the bit of an open job, and the job's number above.
        private static let inside = 0x7fff, open = 0x8000, job = 0x10000
        /// Looks before a thread sleeps: some ten microseconds.
        private static let patience = 20_000

        var body: ((Int) -> Void)?
        var parts = 0
        /// The job's number, whether it is open, and how many threads are in it.
        let door = Atomic<Int>(0)
        let nextPart = Atomic<Int>(0)
        /// True while some thread's job is under way.
        let isTaken = Atomic<Bool>(false)
        let isStopped = Atomic<Bool>(false)
        let sleepers = Atomic<Int>(0)
        let callerSleeps = Atomic<Bool>(false)
        let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
        let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
        let ended = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

        init() {
            pthread_mutex_init(mutex, nil)
            pthread_cond_init(condition, nil)
            pthread_cond_init(ended, nil)
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
            var seen = 0, spins = 0
            while !isStopped.load(ordering: .acquiring) {
                let now = door.load(ordering: .acquiring)
                if now / Self.job == seen || now & Self.open == 0 {
                    spins += 1
                    if spins > Self.patience {
                        sleep(until: now / Self.job)
                        spins = 0
                    }
                    continue
                }
                guard
                    door.compareExchange(
                        expected: now, desired: now + 1, successOrdering: .acquiringAndReleasing,
                        failureOrdering: .relaxed
                    ).exchanged
                else { continue }
                (seen, spins) = (now / Self.job, 0)
                work()
                door.subtract(1, ordering: .sequentiallyConsistent)
                if callerSleeps.load(ordering: .sequentiallyConsistent) {
                    pthread_mutex_lock(mutex)
                    pthread_cond_signal(ended)
                    pthread_mutex_unlock(mutex)
                }
            }
        }

        /// Sleeps while the job's number is `seen`.
        private func sleep(until seen: Int) {
            pthread_mutex_lock(mutex)
            sleepers.add(1, ordering: .sequentiallyConsistent)
            while door.load(ordering: .sequentiallyConsistent) / Self.job == seen
                && !isStopped.load(ordering: .acquiring)
            {
                pthread_cond_wait(condition, mutex)
            }
            pthread_mutex_unlock(mutex)
        }

        /// Opens the next job and wakes who sleeps.
        func begin(parts: Int, _ body: @escaping (Int) -> Void) {
            self.body = body
            self.parts = parts
            nextPart.store(0, ordering: .releasing)
            // The last job is closed and empty: nobody else changes the door.
            let number = door.load(ordering: .relaxed) / Self.job &+ 1
            door.store(number * Self.job | Self.open, ordering: .sequentiallyConsistent)
            guard sleepers.load(ordering: .sequentiallyConsistent) > 0 else { return }
            pthread_mutex_lock(mutex)
            sleepers.store(0, ordering: .relaxed)
            pthread_cond_broadcast(condition)
            pthread_mutex_unlock(mutex)
        }

        /// Lets nobody in any more and waits for those who are inside.
        func end() {
            door.bitwiseAnd(~Self.open, ordering: .sequentiallyConsistent)
            var spins = 0
            while door.load(ordering: .acquiring) & Self.inside > 0 {
                spins += 1
                if spins > Self.patience { sleepUntilEmpty() }
            }
            body = nil
        }

        private func sleepUntilEmpty() {
            pthread_mutex_lock(mutex)
            callerSleeps.store(true, ordering: .sequentiallyConsistent)
            while door.load(ordering: .sequentiallyConsistent) & Self.inside > 0 { pthread_cond_wait(ended, mutex) }
            callerSleeps.store(false, ordering: .relaxed)
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
            shared.begin(parts: parts, body)
            shared.work()
            shared.end()
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
