/// Elements several times over: a part that is there already is copied, so that few copies of large blocks do it.
enum Repetition {
    /// The elements, so many times; none for a count below one. The caller has checked the size.
    static func of<Element>(_ elements: [Element], _ times: Int) -> [Element] {
        if times <= 0 || elements.isEmpty { return [] }
        if elements.count == 1 { return Array(repeating: elements[0], count: times) }
        let size = elements.count * times
        return Array(unsafeUninitializedCapacity: size) { buffer, count in
            elements.withUnsafeBufferPointer { fill(buffer, $0, size) }
            count = size
        }
    }

    /// Fills uninitialized memory with `size` elements: a pattern over and over.
    static func fill<Element>(
        _ buffer: UnsafeMutableBufferPointer<Element>, _ pattern: UnsafeBufferPointer<Element>, _ size: Int
    ) {
        guard let target = buffer.baseAddress, let source = pattern.baseAddress, size > 0 else { return }
        var done = min(pattern.count, size)
        target.initialize(from: source, count: done)
        while done < size {
            let more = min(done, size - done)
            (target + done).initialize(from: target, count: more)
            done += more
        }
    }
}
