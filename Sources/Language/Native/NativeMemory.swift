import Glibc

/// Machine code in memory of its own, given back to the system with this object.
///
/// The memory is written while it cannot be executed, and then executable while it cannot be written.
final class NativeMemory {
    /// How much machine code an interpreter keeps at most.
    final class Budget {
        static let limit = 32 << 20
        fileprivate(set) var used = 0
    }

    let start: UnsafeMutableRawPointer
    private let size: Int
    private let budget: Budget

    /// Memory that holds `code`; `nil` where the budget is spent or the system refuses executable memory.
    init?(_ code: [UInt8], _ budget: Budget) {
        let page = 4096
        size = (code.count + page - 1) / page * page
        self.budget = budget
        guard size > 0, size <= Budget.limit - budget.used,
            let memory = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0),
            memory != MAP_FAILED
        else { return nil }
        memory.copyMemory(from: code, byteCount: code.count)
        guard mprotect(memory, size, PROT_READ | PROT_EXEC) == 0 else {
            munmap(memory, size)
            return nil
        }
        start = memory
        budget.used += size
    }

    deinit {
        munmap(start, size)
        budget.used -= size
    }
}
