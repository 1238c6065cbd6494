import CImages
import CZlib

/// The rows of a PNG file of the plain sort, 8 bits a sample and not interlaced, without libpng: photographs come in so, and
/// unpacking them is what a training waits for.
///
/// `nil` for anything else and for anything that is damaged: libpng reads that, or says what is wrong.
enum PNGRows {
    /// The samples of a file that holds nothing but needed chunks (`PNGHeader.plain`).
    static func unpack(_ file: [UInt8], width: Int, height: Int, channels: Int) -> [UInt8]? {
        // Depth, colours, packing, filters, interlacing: bytes 24 to 28.
        guard file.count > 33, file[24] == 8, file[25] != 3, file[26] == 0, file[27] == 0, file[28] == 0,
            let packed = data(file), packed.count > 6
        else { return nil }
        let rowBytes = width * channels
        // Rows are held twice meanwhile.
        guard height * (rowBytes + 1) <= 1 << 27 else { return nil }
        let header = Int(packed[0]) << 8 | Int(packed[1])
        guard packed[0] & 15 == 8, packed[0] >> 4 <= 7, header % 31 == 0, packed[1] & 32 == 0 else { return nil }
        var isWhole = false
        let rows = [UInt8](unsafeUninitializedCapacity: height * (rowBytes + 1)) { rows, count in
            let target = UnsafeMutableBufferPointer(rebasing: rows[..<(height * (rowBytes + 1))])
            isWhole = packed.withUnsafeBufferPointer { packed in
                guard let used = Inflate.unpack(UnsafeBufferPointer(rebasing: packed[2...]), into: target),
                    packed.count >= used + 6
                else { return false }
                let sum = packed[used + 2..<used + 6].reduce(0) { $0 << 8 | UInt($1) }
                return sum == adler32_z(1, target.baseAddress, target.count)
            }
            count = isWhole ? target.count : 0
        }
        guard isWhole else { return nil }
        let samples = [UInt8](unsafeUninitializedCapacity: height * rowBytes) { samples, count in
            isWhole = rows.withUnsafeBufferPointer { unfilter($0, into: samples, rowBytes: rowBytes, step: channels) }
            count = isWhole ? height * rowBytes : 0
        }
        return isWhole ? samples : nil
    }

    /// The bytes of all IDAT chunks, which must stand alone between header and end, with the right checksums.
    private static func data(_ file: [UInt8]) -> [UInt8]? {
        var data: [UInt8] = []
        data.reserveCapacity(file.count)
        var at = PNG.signature.count, isOver = false
        return file.withUnsafeBufferPointer { file in
            func number(_ at: Int) -> Int { file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) } }
            while at + 12 <= file.count, !isOver {
                let length = number(at)
                guard length <= file.count - at - 12 else { return nil }
                let body = UnsafeBufferPointer(rebasing: file[at + 4..<at + 8 + length])
                guard number(at + 8 + length) == Int(crc32_z(0, body.baseAddress, body.count)) else { return nil }
                switch String(decoding: body.prefix(4), as: UTF8.self) {
                case "IHDR" where at == PNG.signature.count: break
                case "IDAT": data += body.dropFirst(4)
                case "IEND": isOver = true
                default: return nil
                }
                at += 12 + length
            }
            return isOver ? data : nil
        }
    }

    /// Takes back the filters of the rows (PNG specification, 9): false where a row has none of the five.
    private static func unfilter(
        _ rows: UnsafeBufferPointer<UInt8>, into samples: UnsafeMutableBufferPointer<UInt8>, rowBytes: Int, step: Int
    ) -> Bool {
        guard let start = rows.baseAddress, let target = samples.baseAddress else { return false }
        let height = rows.count / (rowBytes + 1)
        let blank = [UInt8](repeating: 0, count: rowBytes)
        return blank.withUnsafeBufferPointer { blank in
            guard var above = blank.baseAddress, rowBytes >= step else { return false }
            for row in 0..<height {
                let source = start + row * (rowBytes + 1) + 1, output = target + row * rowBytes
                if pixels_unfilter(Int32(source[-1]), step, source, above, output, rowBytes) == 0 { return false }
                above = UnsafePointer(output)
            }
            return true
        }
    }
}
