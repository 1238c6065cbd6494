import Glibc

/// A queue between two threads: any thread puts, one takes and sleeps while there is nothing.
public final class Mailbox<Letter: Sendable>: @unchecked Sendable {
    // Sendable: every access to `letters` holds `mutex`.
    private let mutex: UnsafeMutablePointer<pthread_mutex_t>
    private let filled: UnsafeMutablePointer<pthread_cond_t>
    private var letters: [Letter] = []
    private var first = 0

    public init() {
        mutex = .allocate(capacity: 1)
        filled = .allocate(capacity: 1)
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(filled, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(filled)
        pthread_mutex_destroy(mutex)
        filled.deallocate()
        mutex.deallocate()
    }

    /// Adds a letter and wakes the taker.
    public func put(_ letter: Letter) {
        pthread_mutex_lock(mutex)
        letters.append(letter)
        pthread_cond_signal(filled)
        pthread_mutex_unlock(mutex)
    }

    /// True where no letter waits.
    public var isEmpty: Bool {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return first == letters.count
    }

    /// The oldest letter; sleeps until there is one.
    public func take() -> Letter {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while first == letters.count { pthread_cond_wait(filled, mutex) }
        return removeFirst()
    }

    /// The oldest letter, or `nil` when none came within `milliseconds`.
    public func take(within milliseconds: Int) -> Letter? {
        var deadline = timespec()
        clock_gettime(CLOCK_MONOTONIC, &deadline)
        deadline.tv_nsec += milliseconds % 1000 * 1_000_000
        deadline.tv_sec += milliseconds / 1000 + deadline.tv_nsec / 1_000_000_000
        deadline.tv_nsec %= 1_000_000_000
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while first == letters.count {
            if pthread_cond_timedwait(filled, mutex, &deadline) != 0 { return nil }
        }
        return removeFirst()
    }

    /// The oldest letter of a kind, if one waits; the others keep their order.
    public func takeFirst(where isWanted: (Letter) -> Bool) -> Letter? {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        guard let place = letters[first...].firstIndex(where: isWanted) else { return nil }
        return place == first ? removeFirst() : letters.remove(at: place)
    }

    /// Forgets everything that waits.
    public func clear() {
        pthread_mutex_lock(mutex)
        letters.removeAll()
        first = 0
        pthread_mutex_unlock(mutex)
    }

    /// Changes every waiting letter in place.
    public func forEach(_ change: (inout Letter) -> Void) {
        pthread_mutex_lock(mutex)
        for place in first..<letters.count { change(&letters[place]) }
        pthread_mutex_unlock(mutex)
    }

    /// Only with the mutex held and a letter there.
    private func removeFirst() -> Letter {
        let letter = letters[first]
        first += 1
        if first == letters.count {
            letters.removeAll(keepingCapacity: letters.capacity < 1024)
            first = 0
        } else if first > 64, first > letters.count / 2 {
            letters.removeFirst(first)
            first = 0
        }
        return letter
    }
}
