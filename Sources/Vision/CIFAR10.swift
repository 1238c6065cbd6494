/// CIFAR-10 in its binary form: 32 x 32 colour images in ten classes.
///
/// A record is a label and 3,072 samples: all red ones, all green ones, all blue ones (Krizhevsky 2009).
public enum CIFAR10 {
    /// The classes in the order of their numbers.
    public static let classes = [
        "airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck",
    ]
    private static let folders = ["cifar-10", "cifar-10-batches-bin", "cifar10"]
    private static let samples = 3 * 32 * 32

    /// Reads the training batches that are there (1 to 5) and the test batch.
    ///
    /// - Throws: `VisionError`: no training batch or no test batch, or a damaged file.
    public static func load(from folders: DataFolders = DataFolders()) throws(VisionError) -> DataSet {
        var train: [[UInt8]] = []
        var absent: [String] = []
        for number in 1...5 {
            let name = "data_batch_\(number).bin"
            if let path = folders.find([name], in: CIFAR10.folders) {
                train.append(try records(path))
            } else {
                absent.append(name)
            }
        }
        guard !train.isEmpty else { throw folders.missing("data_batch_1.bin", of: "CIFAR-10", folder: "cifar-10") }
        guard let path = folders.find(["test_batch.bin"], in: CIFAR10.folders) else {
            throw folders.missing("test_batch.bin", of: "CIFAR-10", folder: "cifar-10")
        }
        var set = DataSet(train: try unpack(train), test: try unpack([try records(path)]))
        if !absent.isEmpty {
            set.remark =
                "CIFAR-10: \(set.train.count) of 50000 training images; not found: \(absent.joined(separator: ", "))"
        }
        return set
    }

    private static func records(_ path: String) throws(VisionError) -> [UInt8] {
        var content = try FileBytes.read(path)
        if Gzip.isPacked(content) { content = try Gzip.unpack(content, name: path, limit: 1 << 28).bytes }
        let size = samples + 1
        guard !content.isEmpty, content.count % size == 0 else {
            let missing = size - content.count % size
            throw VisionError("\(path) is cut off: \(missing) bytes of its last record of \(size) are missing")
        }
        return content
    }

    /// Colour planes become pixels: [3, 32, 32] to [32, 32, 3].
    private static func unpack(_ files: [[UInt8]]) throws(VisionError) -> LabelledImages {
        let size = samples + 1
        let count = files.reduce(0) { $0 + $1.count / size }
        var labels: [UInt8] = []
        labels.reserveCapacity(count)
        var pixels = [UInt8](repeating: 0, count: count * samples)
        var target = 0
        for file in files {
            for record in stride(from: 0, to: file.count, by: size) {
                guard file[record] < 10 else { throw VisionError("CIFAR-10: a label is \(file[record]), not 0 to 9") }
                labels.append(file[record])
                for pixel in 0..<1024 {
                    pixels[target] = file[record + 1 + pixel]
                    pixels[target + 1] = file[record + 1025 + pixel]
                    pixels[target + 2] = file[record + 2049 + pixel]
                    target += 3
                }
            }
        }
        return try LabelledImages(
            height: 32, width: 32, channels: 3, pixels: pixels, labels: labels, name: "CIFAR-10")
    }
}
