import Foundation
import Language
import Networks

/// `TensorBoard`: event files with the numbers of each epoch, as TensorFlow writes them.
///
/// A file is a row of records: the length, its checksum, the event as a protocol buffer, its checksum.
final class TensorBoard: TrainingCallback {
    private let folder: String
    /// Batches between numbers; `nil`: epochs only.
    private let batches: Int?
    private var files: [String: String] = [:]
    private var seen = 0

    init(_ folder: String, batches: Int?) {
        self.folder = folder
        self.batches = batches
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) {
        files = [:]
        _ = try file("train")
    }

    override func batchEnded(_ batch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        defer { seen += 1 }
        guard let batches, seen % batches == 0 else { return }
        for (name, value) in try run.numbers(logs) { try write("batch_" + name, value, step: seen, to: "train") }
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        for (name, value) in try run.numbers(logs) {
            let isValidation = name.hasPrefix("val_")
            try write(
                "epoch_" + (isValidation ? String(name.dropFirst(4)) : name), value, step: epoch,
                to: isValidation ? "validation" : "train")
        }
        if logs["learning_rate", run.interpreter] == nil, let rate = run.model.optimizer?.optimizer.learningRate {
            try write("epoch_learning_rate", rate, step: epoch, to: "train")
        }
    }

    /// The file of a part of the training, made with its first record.
    private func file(_ part: String) throws(LanguageError) -> String {
        if let known = files[part] { return known }
        let place = (folder as NSString).appendingPathComponent(part)
        try TrainingFile.makeFolder(place)
        let host = ProcessInfo.processInfo.hostName
        let now = Int(Date().timeIntervalSince1970)
        let path = (place as NSString).appendingPathComponent(
            "events.out.tfevents.\(now).\(host).\(getpid()).\(files.count).v2")
        files[part] = path
        var event = ProtocolBuffer()
        event.double(1, Date().timeIntervalSince1970)
        event.text(3, "brain.Event:2")
        try TrainingFile.append(TensorBoard.record(event.data), to: path, isNew: true)
        return path
    }

    /// One number as an event.
    private func write(_ tag: String, _ value: Double, step: Int, to part: String) throws(LanguageError) {
        var tensor = ProtocolBuffer()
        tensor.integer(1, 1)  // float32
        tensor.message(2, ProtocolBuffer())  // without axes
        tensor.float(5, Float(value))
        var plugin = ProtocolBuffer()
        plugin.text(1, "scalars")
        var metadata = ProtocolBuffer()
        metadata.message(1, plugin)
        metadata.integer(4, 1)  // scalars
        var entry = ProtocolBuffer()
        entry.text(1, tag)
        entry.message(8, tensor)
        entry.message(9, metadata)
        var summary = ProtocolBuffer()
        summary.message(1, entry)
        var event = ProtocolBuffer()
        event.double(1, Date().timeIntervalSince1970)
        event.integer(2, step)
        event.message(5, summary)
        try TrainingFile.append(TensorBoard.record(event.data), to: try file(part), isNew: false)
    }

    /// An event between its length and checksums: TFRecord.
    private static func record(_ event: Data) -> Data {
        var length = Data()
        withUnsafeBytes(of: UInt64(event.count).littleEndian) { length.append(contentsOf: $0) }
        var record = length
        withUnsafeBytes(of: checksum(length).littleEndian) { record.append(contentsOf: $0) }
        record.append(event)
        withUnsafeBytes(of: checksum(event).littleEndian) { record.append(contentsOf: $0) }
        return record
    }

    /// CRC-32C, turned and moved so that checksums of checksums differ.
    private static func checksum(_ data: Data) -> UInt32 {
        var crc: UInt32 = 0xFFFF_FFFF
        for byte in data { crc = table[Int((crc ^ UInt32(byte)) & 0xFF)] ^ (crc >> 8) }
        crc ^= 0xFFFF_FFFF
        return ((crc >> 15) | (crc << 17)) &+ 0xA282_EAD8
    }

    private static let table: [UInt32] = (0..<256).map { start in
        (0..<8).reduce(UInt32(start)) { crc, _ in crc & 1 == 1 ? (crc >> 1) ^ 0x82F6_3B78 : crc >> 1 }
    }
}

/// A message of protocol buffers as it is written.
private struct ProtocolBuffer {
    var data = Data()

    private mutating func variable(_ number: UInt64) {
        var left = number
        while left >= 0x80 {
            data.append(UInt8(left & 0x7F) | 0x80)
            left >>= 7
        }
        data.append(UInt8(left))
    }

    mutating func integer(_ field: Int, _ value: Int) {
        variable(UInt64(field << 3))
        variable(UInt64(bitPattern: Int64(value)))
    }

    mutating func double(_ field: Int, _ value: Double) {
        variable(UInt64(field << 3 | 1))
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }

    /// A list of one number.
    mutating func float(_ field: Int, _ value: Float) {
        variable(UInt64(field << 3 | 2))
        variable(4)
        withUnsafeBytes(of: value.bitPattern.littleEndian) { data.append(contentsOf: $0) }
    }

    mutating func text(_ field: Int, _ value: String) {
        variable(UInt64(field << 3 | 2))
        variable(UInt64(value.utf8.count))
        data.append(contentsOf: value.utf8)
    }

    mutating func message(_ field: Int, _ value: ProtocolBuffer) {
        variable(UInt64(field << 3 | 2))
        variable(UInt64(value.data.count))
        data.append(value.data)
    }
}
