import Networks
import Tensors

extension HDF5Group {
    /// True for what begins as HDF5 files do.
    public static func isHDF5(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A])
    }

    /// Reads a whole file: the classic form here, newer ones, whose metadata have checksums, by libhdf5.
    /// - Throws: `value` for what is no HDF5 file or a damaged one, `library` where libhdf5 is missing.
    public init(reading bytes: [UInt8]) throws(NetworkError) {
        guard HDF5Group.isHDF5(bytes) else {
            throw NetworkError(.value, "the file is not an HDF5 file: its signature is not there")
        }
        if HDF5Classic.isClassic(bytes) {
            var reader = HDF5Classic(bytes)
            self = try reader.file()
            return
        }
        self = try HDF5Library.use(otherwise: { NetworkError(.library, $0.message) }) {
            (library) throws(NetworkError) in
            let reader = HDF5Reader(library: library, byteCount: bytes.count)
            return try reader.file(bytes)
        }
    }
}

/// A walk through a file. Every size is compared with the file's own before memory is asked for.
private final class HDF5Reader {
    typealias ID = HDF5Library.ID
    let library: HDF5Library
    let byteCount: Int
    /// Objects and bytes that may still come: links may lead round in circles.
    private var objectsLeft: Int
    private var bytesLeft: Int
    private static let depthLimit = 48

    init(library: HDF5Library, byteCount: Int) {
        self.library = library
        self.byteCount = byteCount
        objectsLeft = byteCount / 16 + 16
        // Packed arrays may be larger than the file, up to what zlib can do.
        bytesLeft = min(byteCount.multipliedReportingOverflow(by: 1100).partialValue, 1 << 40)
    }

    private var broken: NetworkError {
        NetworkError(.value, "the HDF5 file is cut off or damaged", hint: "save the model anew")
    }

    /// An identifier that is one.
    private func valid(_ id: ID) throws(NetworkError) -> ID {
        if id < 0 { throw broken }
        return id
    }

    func file(_ bytes: [UInt8]) throws(NetworkError) -> HDF5Group {
        let access = try valid(library.createProperties(library.fileAccess))
        defer { _ = library.closeProperties(access) }
        guard library.keepInMemory(access, 1 << 16, 0) >= 0,
            bytes.withUnsafeBytes({ library.setImage(access, $0.baseAddress, $0.count) }) >= 0
        else { throw broken }
        // The name is not used: the bytes are the file. 0: read only.
        let file = try valid(library.openFile("model", 0, access))
        defer { _ = library.closeFile(file) }
        let root = try valid(library.openObject(file, "/", 0))
        defer { _ = library.closeObject(root) }
        return try group(root, depth: 0)
    }

    private func group(_ id: ID, depth: Int) throws(NetworkError) -> HDF5Group {
        guard depth < HDF5Reader.depthLimit else { throw broken }
        var group = HDF5Group()
        group.attributes = try attributes(id)
        // H5G_info_t: the number of links stands at byte 8.
        var facts = (UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0))
        guard withUnsafeMutablePointer(to: &facts, { library.groupFacts(id, $0) }) >= 0
        else { throw broken }
        let count = facts.1
        guard count <= UInt64(objectsLeft) else { throw broken }
        for place in 0..<count {
            objectsLeft -= 1
            guard objectsLeft > 0 else { throw broken }
            let name = try self.name(id, place, library.linkName)
            // H5L_info_t begins with the link's type: 0 leads to an object of this file. Others, which may lead into
            // other files, are passed over.
            var link = (UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0), UInt64(0))
            let status = withUnsafeMutablePointer(to: &link) { library.linkFacts(id, name, $0, 0) }
            guard status >= 0 else { throw broken }
            if UInt32(truncatingIfNeeded: link.0) != 0 { continue }
            let object = try valid(library.openObject(id, name, 0))
            defer { _ = library.closeObject(object) }
            // H5I_GROUP and H5I_DATASET.
            switch library.kind(object) {
            case 2: group.members[name] = .group(try self.group(object, depth: depth + 1))
            case 5:
                let space = try valid(library.arraySpace(object))
                defer { _ = library.closeSpace(space) }
                let type = try valid(library.arrayType(object))
                defer { _ = library.closeType(type) }
                let stored = Int(clamping: library.storedSize(object))
                let value = try self.value(space, type, stored: stored) { library.readArray(object, $0, 0, 0, 0, $1) }
                if let value { group.members[name] = .array(value) }
            default: break
            }
        }
        return group
    }

    /// The name at a place of an index.
    private func name(
        _ id: ID, _ place: UInt64,
        _ ask: (ID, UnsafePointer<CChar>, Int32, Int32, UInt64, UnsafeMutablePointer<CChar>?, Int, ID) -> Int
    ) throws(NetworkError) -> String {
        // By name, upwards.
        let length = ask(id, ".", 0, 0, place, nil, 0, 0)
        guard length >= 0, length <= min(byteCount, 1 << 16) else { throw broken }
        var text = [CChar](repeating: 0, count: length + 1)
        guard ask(id, ".", 0, 0, place, &text, text.count, 0) >= 0 else { throw broken }
        return String(decoding: text.prefix(length).map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }

    private func attributes(_ id: ID) throws(NetworkError) -> [String: HDF5Group.Value] {
        var found: [String: HDF5Group.Value] = [:]
        var place: UInt64 = 0
        // The end of the index is an answer below 0.
        while library.attributeName(id, ".", 0, 0, place, nil, 0, 0) >= 0 {
            objectsLeft -= 1
            guard objectsLeft > 0 else { throw broken }
            let name = try self.name(id, place, library.attributeName)
            place += 1
            let attribute = try valid(library.openAttribute(id, name, 0))
            defer { _ = library.closeAttribute(attribute) }
            let space = try valid(library.attributeSpace(attribute))
            defer { _ = library.closeSpace(space) }
            let type = try valid(library.attributeType(attribute))
            defer { _ = library.closeType(type) }
            found[name] = try value(space, type, stored: byteCount) { library.readAttribute(attribute, $0, $1) }
        }
        return found
    }

    /// The value of an array or attribute; `nil` for types that models do not have.
    /// - stored: bytes that it takes in the file.
    private func value(
        _ space: ID, _ type: ID, stored: Int, _ read: (ID, UnsafeMutableRawPointer) -> HDF5Library.Status
    ) throws(NetworkError) -> HDF5Group.Value? {
        let axes = Int(library.axisCount(space))
        guard axes >= 0, axes <= 32 else { throw broken }
        var extents = [UInt64](repeating: 0, count: max(axes, 1))
        if axes > 0, library.extents(space, &extents, nil) < 0 { throw broken }
        var shape: [Int] = []
        var count = 1
        for extent in extents.prefix(axes) {
            guard let size = Int(exactly: extent) else { throw broken }
            let (product, overflow) = count.multipliedReportingOverflow(by: size)
            if overflow { throw broken }
            count = product
            shape.append(size)
        }
        let width = library.typeSize(type)
        let (size, overflow) = count.multipliedReportingOverflow(by: max(width, 1))
        guard width > 0, !overflow, size <= bytesLeft, size / 1100 <= stored else { throw broken }
        bytesLeft -= size
        // H5T_INTEGER, H5T_FLOAT, H5T_STRING.
        switch library.typeClass(type) {
        case 0: return .numbers(try numbers(shape, count, .int64, library.int64, read))
        case 1: return .numbers(try numbers(shape, count, .float32, library.float32, read))
        case 3:
            let texts =
                library.isVariableText(type) > 0
                ? try variableTexts(space, type, count, read) : try fixedTexts(type, width, count, read)
            return axes == 0 ? .text(texts.first ?? "") : .texts(texts)
        default: return nil
        }
    }

    private func numbers(
        _ shape: [Int], _ count: Int, _ dtype: DType, _ type: ID,
        _ read: (ID, UnsafeMutableRawPointer) -> HDF5Library.Status
    ) throws(NetworkError) -> Tensor {
        let tensor: Tensor
        do throws(TensorError) { tensor = try Tensor(shape: shape, dtype: dtype) } catch { throw NetworkError(error) }
        if count > 0, read(type, tensor.start) < 0 { throw broken }
        return tensor
    }

    /// Texts that stand in the file's heap: as pointers in memory, which the library takes back.
    private func variableTexts(
        _ space: ID, _ type: ID, _ count: Int, _ read: (ID, UnsafeMutableRawPointer) -> HDF5Library.Status
    ) throws(NetworkError) -> [String] {
        let memory = try valid(library.copyType(library.text))
        defer { _ = library.closeType(memory) }
        // -1 is H5T_VARIABLE.
        guard library.setTypeSize(memory, -1) >= 0,
            library.setCharacters(memory, max(library.characters(type), 0)) >= 0
        else { throw broken }
        let pointers = UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>.allocate(capacity: max(count, 1))
        pointers.initialize(repeating: nil, count: max(count, 1))
        defer { pointers.deallocate() }
        guard count > 0 else { return [] }
        guard read(memory, pointers) >= 0 else { throw broken }
        let texts = (0..<count).map { place in pointers[place].map { String(cString: $0) } ?? "" }
        _ = library.reclaim(memory, space, 0, pointers)
        return texts
    }

    private func fixedTexts(
        _ type: ID, _ width: Int, _ count: Int, _ read: (ID, UnsafeMutableRawPointer) -> HDF5Library.Status
    ) throws(NetworkError) -> [String] {
        var bytes = [UInt8](repeating: 0, count: max(width * count, 1))
        guard
            count == 0
                || bytes.withUnsafeMutableBytes({ buffer in buffer.baseAddress.map { read(type, $0) } ?? -1 }) >= 0
        else { throw broken }
        return (0..<count).map { place in
            String(decoding: bytes[(place * width)..<((place + 1) * width)].prefix { $0 != 0 }, as: UTF8.self)
        }
    }
}
