import Archives
import Tensors

/// An array of numbers of a trusted file: labels, or what inputs are like.
struct HiddenArray: Sendable, Equatable {
    let shape: [Int]
    /// In C order.
    let values: [Double]

    init(shape: [Int], values: [Double]) { (self.shape, self.values) = (shape, values) }

    /// - bytes: an .npy file.
    init(npy bytes: [UInt8], name: String) throws(GradingFault) {
        do throws(TensorError) {
            let tensor = try ArrayFormat.read(bytes[...]).asType(.float64)
            let raw = try tensor.rawBytes()
            shape = tensor.shape
            values = raw.withUnsafeBytes { memory in
                (0..<memory.count / 8).map { memory.loadUnaligned(fromByteOffset: 8 * $0, as: Double.self) }
            }
        } catch { throw GradingFault("\(name): \(error.message)") }
    }

    /// The sizes of the axes of an .npy file.
    static func shape(npy bytes: [UInt8], name: String) throws(GradingFault) -> [Int] {
        do throws(TensorError) { return try ArrayFormat.readAny(bytes[...]).tensor.shape } catch {
            throw GradingFault("\(name): \(error.message)")
        }
    }
}

/// Files below `hidden/ASSIGNMENT`, where the course keeps what no worker sees but as inputs. nbgrader does not know the
/// folder: nothing of it is ever released.
struct HiddenFolder: Sendable {
    let path: String

    init(_ course: Course, _ assignment: String) { path = "\(course.root)/hidden/\(assignment)" }

    /// The path of a file and the name of an array in it: `test.npz:x`.
    private func parts(_ text: String) throws(GradingFault) -> (file: String, member: String?) {
        if text.hasPrefix("/") || text.split(separator: "/").contains("..") {
            throw GradingFault("'\(text)' is no path below \(path)")
        }
        guard let colon = text.lastIndex(of: ":") else { return ("\(path)/\(text)", nil) }
        return ("\(path)/\(text[..<colon])", String(text[text.index(after: colon)...]))
    }

    /// The bytes of an .npy file, alone or out of an archive.
    func npy(_ text: String) throws(GradingFault) -> [UInt8] {
        let (file, member) = try parts(text)
        let bytes = try FileTree.bytes(file)
        guard ZipArchive.isArchive(bytes) else {
            if member != nil { throw GradingFault("\(file) is no .npz archive") }
            return bytes
        }
        let archive: ZipArchive
        do throws(ArchiveError) { archive = try ZipArchive(bytes) } catch {
            throw GradingFault("\(file): \(error.message)")
        }
        let names = archive.members.map { $0.name.hasSuffix(".npy") ? String($0.name.dropLast(4)) : $0.name }
        guard let place = names.firstIndex(where: { $0 == member }) else {
            throw GradingFault(
                "\(file) has \(names.map { "'\($0)'" }.joined(separator: ", ")): name one, as in 'test.npz:\(names.first ?? "x")'"
            )
        }
        do throws(ArchiveError) { return try archive.content(of: archive.members[place]) } catch {
            throw GradingFault("\(file): \(error.message)")
        }
    }

    func array(_ text: String) throws(GradingFault) -> HiddenArray { try HiddenArray(npy: try npy(text), name: text) }

    /// What is handed to a worker as inputs.
    func inputs(_ text: String) throws(GradingFault) -> HiddenInputs {
        let (file, member) = try parts(text)
        if FileTree.isFolder(file) {
            let files = FileTree.files(in: file).filter { $0.refusal == nil }.map(\.path)
            if files.isEmpty { throw GradingFault("\(file) has no files") }
            return .files(folder: file, files)
        }
        if member != nil || file.hasSuffix(".npy") || file.hasSuffix(".npz") { return .array(try npy(text)) }
        return .file(file)
    }
}

/// What predictions are made for, in the forms that a worker can be given.
enum HiddenInputs: Sendable {
    /// An .npy file: the submission gets the array.
    case array([UInt8])
    /// A folder: the submission gets the list of its files, sorted.
    case files(folder: String, [String])
    /// Another file: the submission gets its path.
    case file(String)

    /// How many samples there are; `nil` where only the labels tell.
    func count() throws(GradingFault) -> Int? {
        switch self {
        case .array(let bytes): try HiddenArray.shape(npy: bytes, name: "inputs").first
        case .files(_, let files): files.count
        case .file: nil
        }
    }
}
