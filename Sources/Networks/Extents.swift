import Glibc

/// Sizes of shapes that a program may ask for, checked before anything multiplies or allocates them.
enum Extents {
    /// Refuses what the system does not give now, under a limit of the process for example: an allocation that fails
    /// ends the process.
    static func reserve(_ bytes: Int, _ what: @autoclosure () -> String) throws(NetworkError) {
        // By the system call: compilers leave out a malloc whose memory is freed at once, and take it for granted.
        let memory = mmap(nil, max(bytes, 1), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0)
        guard let memory, memory != MAP_FAILED else {
            throw NetworkError(.memory, "\(what()) needs more memory than is left: \(bytes >> 20) MiB")
        }
        munmap(memory, max(bytes, 1))
    }

    /// More elements than this in one sample fit no machine; below it, products with batches and types do not overflow.
    static let most = 1 << 40

    /// The number of elements of a shape; extents that only the data tell count as 1.
    /// - Throws: `memory` where there are more than any machine holds.
    @discardableResult
    static func count(_ shape: [Int], _ what: @autoclosure () -> String) throws(NetworkError) -> Int {
        var count = 1
        for extent in shape where extent >= 0 {
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow || extent > most || product > most {
                throw NetworkError(.memory, "\(what()) of shape \(Layer.text(shape)) needs more memory than there is")
            }
            count = product
        }
        return count
    }
}
