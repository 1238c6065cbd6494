import Networks
import Tensors

/// Reads HDF5 files of the classic form (superblock 0 and 1), which h5py and Keras write.
///
/// Their metadata carry no checksums, and libhdf5 follows damaged addresses until the process ends. Here every address is
/// checked before it is followed. Files of the newer forms have checksums and are left to libhdf5. The layout is that of
/// the HDF5 File Format Specification 3.0; arrays in one piece are read, packed ones are not.
struct HDF5Classic {
    private let bytes: [UInt8]
    /// Objects and bytes that may still come: links may lead round in circles.
    private var objectsLeft: Int
    private var bytesLeft: Int
    private static let depthLimit = 48

    static func isClassic(_ bytes: [UInt8]) -> Bool { bytes.count > 8 && bytes[8] <= 1 }

    init(_ bytes: [UInt8]) {
        self.bytes = bytes
        objectsLeft = bytes.count / 16 + 16
        bytesLeft = bytes.count
    }

    private var broken: NetworkError {
        NetworkError(.value, "the HDF5 file is cut off or damaged", hint: "save the model anew")
    }

    // MARK: Bytes

    /// A little-endian number of so many bytes.
    private func number(_ at: Int, _ count: Int) throws(NetworkError) -> Int {
        guard at >= 0, at <= bytes.count - count else { throw broken }
        var sum: UInt64 = 0
        for i in 0..<count { sum |= UInt64(bytes[at + i]) << UInt64(8 * i) }
        guard let value = Int(exactly: sum) else { throw broken }
        return value
    }

    /// The place of so many bytes at an address.
    private func place(_ address: Int, _ count: Int) throws(NetworkError) -> Int {
        guard address >= 0, count >= 0, count <= bytes.count, address <= bytes.count - count else { throw broken }
        return address
    }

    /// An address of `count` bytes that begin with a signature.
    private func block(_ signature: String, _ address: Int, _ count: Int) throws(NetworkError) -> Int {
        let at = try place(address, count)
        guard bytes[at...].starts(with: signature.utf8) else { throw broken }
        return at
    }

    /// The text up to a zero.
    private func text(_ at: Int, limit: Int) throws(NetworkError) -> String {
        let start = try place(at, 0)
        let end = min(bytes.count, start + min(max(limit, 0), bytes.count))
        guard let stop = bytes[start..<end].firstIndex(of: 0) else { throw broken }
        return String(decoding: bytes[start..<stop], as: UTF8.self)
    }

    // MARK: Groups

    /// The root group.
    mutating func file() throws(NetworkError) -> HDF5Group {
        // The superblock: addresses and lengths of 8 bytes; version 1 has four bytes more.
        guard try number(13, 1) == 8, try number(14, 1) == 8 else { throw broken }
        let more = try number(8, 1) == 1 ? 4 : 0
        guard try number(24 + more, 8) == 0, try number(40 + more, 8) <= bytes.count else { throw broken }
        guard case .group(let root)? = try object(try number(64 + more, 8), depth: 0) else { throw broken }
        return root
    }

    /// Messages of an object's header, with those of its continuations.
    private func messages(_ address: Int) throws(NetworkError) -> [(type: Int, at: Int, size: Int)] {
        let header = try place(address, 16)
        guard bytes[header] == 1 else { throw broken }
        var found: [(type: Int, at: Int, size: Int)] = []
        let left = try number(header + 2, 2)
        var blocks = [(start: header + 16, size: try number(header + 8, 4))]
        while let block = blocks.popLast() {
            var at = try place(block.start, block.size)
            let end = at + block.size
            while at + 8 <= end, found.count < left {
                let (type, size) = (try number(at, 2), try number(at + 2, 2))
                guard size <= end - at - 8 else { throw broken }
                // Messages that are shared among objects stand elsewhere.
                if bytes[at + 4] & 2 != 0 {
                    throw NetworkError(.value, "the HDF5 file shares types among arrays, which is not read")
                }
                found.append((type, at + 8, size))
                if type == 0x10, size >= 16 { blocks.append((try number(at + 8, 8), try number(at + 16, 8))) }
                at += 8 + size
            }
        }
        return found
    }

    private mutating func object(_ address: Int, depth: Int) throws(NetworkError) -> HDF5Group.Member? {
        objectsLeft -= 1
        guard objectsLeft > 0, depth < HDF5Classic.depthLimit else { throw broken }
        let messages = try messages(address)
        if let table = messages.first(where: { $0.type == 0x11 && $0.size >= 16 }) {
            var group = HDF5Group()
            for message in messages where message.type == 0xC {
                if let (name, value) = try attribute(message.at, message.size) { group.attributes[name] = value }
            }
            var entries: [(name: String, address: Int)] = []
            try links(try number(table.at, 8), heap: try number(table.at + 8, 8), level: nil, &entries)
            for entry in entries {
                if let member = try object(entry.address, depth: depth + 1) { group.members[entry.name] = member }
            }
            return .group(group)
        }
        guard let space = messages.first(where: { $0.type == 1 }), let type = messages.first(where: { $0.type == 3 }),
            let layout = messages.first(where: { $0.type == 8 })
        else { return nil }
        guard layout.size >= 2, bytes[layout.at] == 3, bytes[layout.at + 1] < 2 else {
            throw NetworkError(
                .value, "the HDF5 file holds packed arrays, which are not read",
                hint: "save the model anew with Keras 3")
        }
        let isCompact = bytes[layout.at + 1] == 0
        var data = (start: layout.at + 4, size: 0)
        if isCompact {
            data.size = try number(layout.at + 2, 2)
        } else {
            data.size = try number(layout.at + 10, 8)
            // Nothing was ever written at an address of ones.
            data.start = data.size == 0 ? 0 : try number(layout.at + 2, 8)
        }
        return try value(space.at, space.size, type.at, type.size, data.start, data.size).map { .array($0) }
    }

    /// Names and addresses under a node of a group's tree.
    private mutating func links(
        _ address: Int, heap: Int, level: Int?, _ found: inout [(name: String, address: Int)]
    ) throws(NetworkError) {
        objectsLeft -= 1
        guard objectsLeft > 0 else { throw broken }
        let node = try block("TREE", address, 24)
        let own = Int(bytes[node + 5])
        // Levels go down by one, so that there are no circles.
        guard bytes[node + 4] == 0, level.map({ own == $0 - 1 }) ?? (own < 16) else { throw broken }
        let names = try block("HEAP", heap, 32)
        let (size, start) = (try number(names + 8, 8), try number(names + 24, 8))
        _ = try place(start, size)
        for entry in 0..<(try number(node + 6, 2)) {
            let child = try number(node + 32 + entry * 16, 8)
            if own > 0 {
                try links(child, heap: heap, level: own, &found)
                continue
            }
            let leaf = try block("SNOD", child, 8)
            for symbol in 0..<(try number(leaf + 6, 2)) {
                objectsLeft -= 1
                guard objectsLeft > 0 else { throw broken }
                let at = try place(leaf + 8 + symbol * 40, 40)
                // 2: a link by name, which may lead anywhere.
                if try number(at + 16, 4) == 2 { continue }
                let name = try number(at, 8)
                guard name < size else { throw broken }
                found.append((try text(start + name, limit: size - name), try number(at + 8, 8)))
            }
        }
    }

    // MARK: Values

    private mutating func attribute(_ at: Int, _ size: Int) throws(NetworkError) -> (String, HDF5Group.Value)? {
        guard size >= 8 else { throw broken }
        let version = bytes[at]
        guard (1...3).contains(version) else { throw broken }
        if version > 1, bytes[at + 1] != 0 { return nil }
        let sizes = (try number(at + 2, 2), try number(at + 4, 2), try number(at + 6, 2))
        func padded(_ size: Int) -> Int { version == 1 ? (size + 7) / 8 * 8 : size }
        let name = at + (version == 3 ? 9 : 8)
        let type = name + padded(sizes.0), space = type + padded(sizes.1), data = space + padded(sizes.2)
        guard data <= at + size else { throw broken }
        let title = try text(name, limit: sizes.0)
        return try value(space, sizes.2, type, sizes.1, data, at + size - data).map { (title, $0) }
    }

    /// The value of a type and extents whose bytes begin at `data`; `nil` for types that models do not have.
    private mutating func value(
        _ space: Int, _ spaceSize: Int, _ type: Int, _ typeSize: Int, _ data: Int, _ dataSize: Int
    ) throws(NetworkError) -> HDF5Group.Value? {
        guard spaceSize >= 4, typeSize >= 8 else { throw broken }
        let axes = Int(bytes[try place(space, 4) + 1])
        let first = space + (bytes[space] == 1 ? 8 : 4)
        guard axes <= 32, bytes[space] == 1 || bytes[space] == 2, first + axes * 8 <= space + spaceSize else {
            throw broken
        }
        var shape: [Int] = []
        var count = 1
        for axis in 0..<axes {
            let extent = try number(first + axis * 8, 8)
            let (product, overflow) = count.multipliedReportingOverflow(by: extent)
            if overflow { throw broken }
            count = product
            shape.append(extent)
        }
        // The empty dataspace of version 2.
        if bytes[space] == 2, bytes[space + 3] == 2 { (shape, count) = ([0], 0) }
        let width = try number(type + 4, 4)
        let (size, overflow) = count.multipliedReportingOverflow(by: width)
        guard width > 0, !overflow, size <= dataSize, size <= bytesLeft else { throw broken }
        bytesLeft -= size
        let start = try place(count == 0 ? 0 : data, size)
        let isBigEndian = bytes[type + 1] & 1 == 1, isSigned = bytes[type + 1] & 8 != 0
        switch bytes[type] & 15 {
        case 0 where [1, 2, 4, 8].contains(width) && !isBigEndian:
            return .numbers(
                try tensor(shape, .int64) { (memory: UnsafeMutablePointer<Int64>) in
                    for i in 0..<count { memory[i] = whole(start + i * width, width, isSigned) }
                })
        case 1 where (width == 4 || width == 8) && !isBigEndian:
            return .numbers(
                try tensor(shape, .float32) { (memory: UnsafeMutablePointer<Float>) in
                    for i in 0..<count {
                        let bits = UInt64(bitPattern: whole(start + i * width, width, false))
                        memory[i] =
                            width == 4
                            ? Float(bitPattern: UInt32(truncatingIfNeeded: bits)) : Float(Double(bitPattern: bits))
                    }
                })
        case 3:
            let texts = (0..<count).map { i in
                String(
                    decoding: bytes[(start + i * width)..<(start + (i + 1) * width)].prefix { $0 != 0 }, as: UTF8.self)
            }
            return axes == 0 ? .text(texts.first ?? "") : .texts(texts)
        case 9 where bytes[type + 1] & 15 == 1 && width == 16:
            var texts: [String] = []
            for i in 0..<count { texts.append(try heapText(start + i * 16)) }
            return axes == 0 ? .text(texts.first ?? "") : .texts(texts)
        default: return nil
        }
    }

    private func tensor<Element>(
        _ shape: [Int], _ dtype: DType, _ fill: (UnsafeMutablePointer<Element>) -> Void
    ) throws(NetworkError) -> Tensor {
        let tensor = try converting { () throws(TensorError) in try Tensor(shape: shape, dtype: dtype) }
        fill(tensor.start.assumingMemoryBound(to: Element.self))
        return tensor
    }

    /// A whole number at a place that was checked.
    private func whole(_ at: Int, _ width: Int, _ isSigned: Bool) -> Int64 {
        var sum: UInt64 = 0
        for i in 0..<width { sum |= UInt64(bytes[at + i]) << UInt64(8 * i) }
        let shift = UInt64(64 - 8 * width)
        return isSigned ? Int64(bitPattern: sum << shift) >> Int64(shift) : Int64(bitPattern: sum)
    }

    /// A text of any length: its length, a heap's address, and its number there.
    private mutating func heapText(_ at: Int) throws(NetworkError) -> String {
        let length = try number(at, 4), address = try number(at + 4, 8), index = try number(at + 12, 4)
        if length == 0 { return "" }
        let heap = try block("GCOL", address, 16)
        let size = try number(heap + 8, 8)
        _ = try place(heap, size)
        var object = heap + 16
        while object + 16 <= heap + size {
            let (number, count) = (try number(object, 2), try number(object + 8, 8))
            guard number != 0, count <= heap + size - object - 16 else { break }
            if number == index {
                guard length <= count, length <= bytesLeft else { throw broken }
                bytesLeft -= length
                return String(decoding: bytes[(object + 16)..<(object + 16 + length)].prefix { $0 != 0 }, as: UTF8.self)
            }
            object += 16 + (count + 7) / 8 * 8
        }
        throw broken
    }
}
