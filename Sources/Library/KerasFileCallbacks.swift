import Foundation
import Language
import Networks

/// `ModelCheckpoint`: saves the model after epochs, or only where a watched value got better.
final class ModelCheckpoint: TrainingCallback {
    private let path: String
    private var watch: Watch
    private let isTalkative: Bool
    private let savesBestOnly: Bool
    private let savesWeightsOnly: Bool
    /// Batches between savings; `nil`: every epoch.
    private let batches: Int?
    private var best: Double?
    private var epoch = 0
    private var batchesSeen = 0

    override var state: [(name: String, value: Value)] { [("best", best.map { .float($0) } ?? .none)] }

    init(
        _ path: String, _ watch: Watch, isTalkative: Bool, savesBestOnly: Bool, savesWeightsOnly: Bool, batches: Int?,
        best: Double?
    ) {
        self.path = path
        self.watch = watch
        self.isTalkative = isTalkative
        self.savesBestOnly = savesBestOnly
        self.savesWeightsOnly = savesWeightsOnly
        self.batches = batches
        self.best = best
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) { watch.settle(run) }

    override func epochBegins(_ epoch: Int, _ run: TrainingRun) throws(LanguageError) { self.epoch = epoch }

    override func batchEnded(_ batch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        guard let batches else { return }
        batchesSeen += 1
        if batchesSeen >= batches {
            batchesSeen = 0
            try save(batch, logs, run)
        }
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        if batches == nil { try save(nil, logs, run) }
    }

    /// The path with its fields filled: `{epoch:02d}-{val_loss:.2f}.keras`.
    private func filledPath(_ batch: Int?, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) -> String {
        guard let format = try run.interpreter.findAttribute(Value(path), "format") else { return path }
        var fields: [(String, Value)] = [("epoch", .int(epoch + 1))]
        if let batch { fields.append(("batch", .int(batch + 1))) }
        for (key, value) in logs.table.pairs { if case .str(let name) = key { fields.append((name.string, value)) } }
        do throws(LanguageError) {
            return try run.interpreter.str(try run.interpreter.call(format, [], fields))
        } catch {
            guard error.kind == .keyError else { throw error }
            throw LanguageError(
                .keyError, "Failed to format this callback filepath: \"\(path)\". Reason: \(error.raised.message)")
        }
    }

    private func save(_ batch: Int?, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        let place = try filledPath(batch, logs, run)
        guard try isWanted(place, logs, run) else { return }
        let folder = (place as NSString).deletingLastPathComponent
        if !folder.isEmpty { try TrainingFile.makeFolder(folder) }
        let name = savesWeightsOnly ? "save_weights" : "save"
        guard let method = try run.interpreter.findAttribute(.object(run.model), name) else {
            throw LanguageError(
                .notImplementedError, "ModelCheckpoint: model.\(name) is not there",
                hint: "keep weights with w = model.get_weights() and model.set_weights(w)")
        }
        _ = try run.interpreter.call(method, [Value(place)])
        if isTalkative { run.interpreter.write("\nEpoch \(epoch + 1): finished saving model to \(place)\n") }
    }

    private func isWanted(_ place: String, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) -> Bool {
        guard savesBestOnly else {
            if isTalkative { run.interpreter.write("\nEpoch \(epoch + 1): saving model to \(place)\n") }
            return true
        }
        guard let value = logs[watch.monitor, run.interpreter], let current = try run.interpreter.number(value) else {
            run.warn("UserWarning: Can save best model only with \(watch.monitor) available.")
            return true
        }
        let old = best.map { String(format: "%.5f", $0) } ?? "None"
        let begin = "\nEpoch \(epoch + 1): \(watch.monitor) "
        guard best.map({ watch.isBetter(current, than: $0) }) ?? true else {
            if isTalkative { run.interpreter.write("\(begin)did not improve from \(old)\n") }
            return false
        }
        if isTalkative {
            run.interpreter.write(
                "\(begin)improved from \(old) to \(String(format: "%.5f", current)), saving model to \(place)\n")
        }
        best = current
        return true
    }
}

/// Files that callbacks write.
enum TrainingFile {
    static func makeFolder(_ path: String) throws(LanguageError) {
        do {
            try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        } catch {
            throw LanguageError(.osError, "can't make the folder '\(path)': \(error.localizedDescription)")
        }
    }

    /// Puts bytes at the end of a file, which begins empty where `isNew`.
    static func append(_ data: Data, to path: String, isNew: Bool) throws(LanguageError) {
        guard let file = fopen(path, isNew ? "wb" : "ab") else {
            throw LanguageError(.osError, "can't write to '\(path)': \(String(cString: strerror(errno)))")
        }
        let written = data.withUnsafeBytes { fwrite($0.baseAddress, 1, data.count, file) }
        let isClosed = fclose(file) == 0
        if written != data.count || !isClosed {
            throw LanguageError(.osError, "can't write to '\(path)': \(String(cString: strerror(errno)))")
        }
    }
}

/// `CSVLogger`: a line for each epoch in a file.
final class CSVLogger: TrainingCallback {
    private let path: String
    private let separator: String
    private let appends: Bool
    private var keys: [String] = []
    private var wantsHeader = true

    init(_ path: String, separator: String, appends: Bool) {
        self.path = path
        self.separator = separator
        self.appends = appends
    }

    override func trainBegins(_ run: TrainingRun) throws(LanguageError) {
        keys = []
        let old = appends ? FileManager.default.contents(atPath: path) : nil
        wantsHeader = old?.isEmpty ?? true
        try TrainingFile.append(Data(), to: path, isNew: !appends)
    }

    override func epochEnded(_ epoch: Int, _ logs: Dict, _ run: TrainingRun) throws(LanguageError) {
        if keys.isEmpty {
            for (key, _) in logs.table.pairs { if case .str(let name) = key { keys.append(name.string) } }
            keys.sort()
            if !keys.contains(where: { $0.hasPrefix("val_") }) { keys += keys.map { "val_" + $0 } }
            if wantsHeader { try write(["epoch"] + keys) }
            wantsHeader = false
        }
        var row = ["\(epoch)"]
        for key in keys {
            row.append(
                try logs[key, run.interpreter].map { (v) throws(LanguageError) in try run.interpreter.str(v) } ?? "NA")
        }
        try write(row)
    }

    /// A line as Python's csv writes it.
    private func write(_ fields: [String]) throws(LanguageError) {
        let line = fields.map { field in
            let isPlain = !field.contains(separator) && !field.contains(where: { "\"\r\n".contains($0) })
            return isPlain ? field : "\"" + field.replacingOccurrences(of: "\"", with: "\"\"") + "\""
        }.joined(separator: separator)
        try TrainingFile.append(Data((line + "\r\n").utf8), to: path, isNew: false)
    }
}
