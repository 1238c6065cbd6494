import Networks
import Tensors

extension HDF5Group {
    /// The bytes of a file.
    /// - Throws: `library` where libhdf5 is missing, `memory` where it has none.
    public func bytes() throws(NetworkError) -> [UInt8] {
        try HDF5Library.use(otherwise: { NetworkError(.library, $0.message) }) { (library) throws(NetworkError) in
            try HDF5Writer(library: library).file(self)
        }
    }
}

/// Writes groups as h5py does: texts of any length in UTF-8, arrays in one piece.
private struct HDF5Writer {
    typealias ID = HDF5Library.ID
    let library: HDF5Library

    private func valid(_ id: ID) throws(NetworkError) -> ID {
        if id < 0 { throw NetworkError(.memory, "HDF5 can't write the model: not enough memory") }
        return id
    }

    private func check(_ status: HDF5Library.Status) throws(NetworkError) { _ = try valid(ID(status)) }

    func file(_ root: HDF5Group) throws(NetworkError) -> [UInt8] {
        let access = try valid(library.createProperties(library.fileAccess))
        defer { _ = library.closeProperties(access) }
        try check(library.keepInMemory(access, 1 << 20, 0))
        // 2 is H5F_ACC_TRUNC: a new file, which stays in memory.
        let file = try valid(library.createFile("model", 2, 0, access))
        defer { _ = library.closeFile(file) }
        let top = try valid(library.openObject(file, "/", 0))
        defer { _ = library.closeObject(top) }
        try write(root, to: top)
        try check(library.flush(file, 1))
        let size = library.image(file, nil, 0)
        guard size > 0 else { throw NetworkError(.memory, "HDF5 can't write the model: not enough memory") }
        var bytes = [UInt8](repeating: 0, count: size)
        let written = bytes.withUnsafeMutableBytes { library.image(file, $0.baseAddress, size) }
        guard written == size else { throw NetworkError(.memory, "HDF5 can't write the model: not enough memory") }
        return bytes
    }

    private func write(_ group: HDF5Group, to id: ID) throws(NetworkError) {
        for (name, value) in group.attributes.sorted(by: { $0.key < $1.key }) {
            try write(value) { (type, space, content) throws(NetworkError) in
                let attribute = try valid(library.createAttribute(id, name, type, space, 0, 0))
                defer { _ = library.closeAttribute(attribute) }
                if let content { try check(library.writeAttribute(attribute, type, content)) }
            }
        }
        for (name, member) in group.members.sorted(by: { $0.key < $1.key }) {
            switch member {
            case .group(let inner):
                let created = try valid(library.createGroup(id, name, 0, 0, 0))
                defer { _ = library.closeObject(created) }
                try write(inner, to: created)
            case .array(let value):
                try write(value) { (type, space, content) throws(NetworkError) in
                    let array = try valid(library.createArray(id, name, type, space, 0, 0, 0))
                    defer { _ = library.closeObject(array) }
                    if let content { try check(library.writeArray(array, type, 0, 0, 0, content)) }
                }
            }
        }
    }

    /// Hands a value's type, extents and memory to `store`.
    private func write(
        _ value: HDF5Group.Value, _ store: (ID, ID, UnsafeRawPointer?) throws(NetworkError) -> Void
    ) throws(NetworkError) {
        switch value {
        case .numbers(let tensor):
            let isWhole = tensor.dtype == .int64
            let plain: Tensor
            do throws(TensorError) {
                plain = try (isWhole ? tensor : tensor.asType(.float32)).contiguous()
            } catch { throw NetworkError(error) }
            let space = try valid(self.space(plain.shape))
            defer { _ = library.closeSpace(space) }
            try store(
                isWhole ? library.int64 : library.float32, space, plain.count == 0 ? nil : UnsafeRawPointer(plain.start)
            )
            withExtendedLifetime(plain) {}
        case .text(let text): try write([text], shape: [], store)
        case .texts(let texts): try write(texts, shape: [texts.count], store)
        }
    }

    private func write(
        _ texts: [String], shape: [Int], _ store: (ID, ID, UnsafeRawPointer?) throws(NetworkError) -> Void
    ) throws(NetworkError) {
        let type = try valid(library.copyType(library.text))
        defer { _ = library.closeType(type) }
        // H5T_VARIABLE and H5T_CSET_UTF8.
        try check(library.setTypeSize(type, -1))
        try check(library.setCharacters(type, 1))
        let space = try valid(self.space(shape))
        defer { _ = library.closeSpace(space) }
        let copies = texts.map { text in
            let bytes = Array(text.utf8CString)
            let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
            copy.initialize(from: bytes, count: bytes.count)
            return UnsafePointer(copy)
        }
        defer { for copy in copies { copy.deallocate() } }
        let pointers = UnsafeMutablePointer<UnsafePointer<CChar>>.allocate(capacity: max(copies.count, 1))
        defer { pointers.deallocate() }
        pointers.initialize(from: copies, count: copies.count)
        try store(type, space, copies.isEmpty ? nil : UnsafeRawPointer(pointers))
    }

    /// 0 is H5S_SCALAR.
    private func space(_ shape: [Int]) -> ID {
        if shape.isEmpty { return library.scalarSpace(0) }
        return library.createSpace(Int32(shape.count), shape.map { UInt64($0) }, nil)
    }
}
