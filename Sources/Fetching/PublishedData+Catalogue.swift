import JSON

/// Data sets that a course adds: a JSON file with rows like those of the table.
///
///     {"data": [{"name": "rouble", "title": "…", "terms": "…", "folder": "rouble", "files": [
///         {"name": "rouble.tar.gz", "urls": ["https://…"], "size": 1234, "checksum": "64 or 32 digits",
///          "form": "tar", "parts": [{"member": "rouble/2026.csv", "target": "2026.csv", "limit": 100000}]}]}]}
extension PublishedData {
    /// Reads a catalogue; `from` names it in errors.
    public static func catalogue(_ text: String, from: String) throws(FetchError) -> [PublishedData] {
        guard let document = try? JSON(parsing: text), let rows = document["data"]?.array else {
            throw FetchError("\(from) is no catalogue: it must be a JSON object with a list \"data\"")
        }
        var sets: [PublishedData] = []
        for (at, row) in rows.enumerated() {
            do throws(Misfit) { sets.append(try PublishedData(row: row)) } catch {
                throw FetchError("\(from): data[\(at)]\(error.place) \(error.reason)")
            }
        }
        return sets
    }

    /// What is wrong at a place of a row.
    private struct Misfit: Error {
        let place: String
        let reason: String
    }

    private init(row: JSON) throws(Misfit) {
        let name = try PublishedData.path(row, "name", at: "")
        guard let rows = row["files"]?.array, !rows.isEmpty else {
            throw Misfit(place: ".files", reason: "must be a list of files")
        }
        var files: [PublishedFile] = []
        for (at, file) in rows.enumerated() { files.append(try PublishedData.file(file, at: ".files[\(at)]")) }
        self.init(
            name, row["title"]?.string ?? "", terms: row["terms"]?.string ?? "none stated",
            folder: row["folder"] == nil ? name : try PublishedData.path(row, "folder", at: ""), files: files)
    }

    private static func file(_ row: JSON, at place: String) throws(Misfit) -> PublishedFile {
        let name = try path(row, "name", at: place)
        guard let digits = row["checksum"]?.string, let checksum = Checksum(digits) else {
            throw Misfit(place: "\(place).checksum", reason: "must be a SHA-256 (64 digits) or an MD5 (32 digits)")
        }
        let word = row["form"]?.string ?? "whole"
        guard let form = PublishedFile.Form(rawValue: word) else {
            throw Misfit(place: "\(place).form", reason: "must be whole, gzip or tar, not '\(word)'")
        }
        let urls = (row["urls"]?.array ?? []).compactMap(\.string)
        guard urls.allSatisfy({ $0.hasPrefix("https://") || $0.hasPrefix("http://") }) else {
            throw Misfit(place: "\(place).urls", reason: "must begin with https:// or http://")
        }
        var parts: [PublishedFile.Part] = []
        for (at, part) in (row["parts"]?.array ?? []).enumerated() {
            let here = "\(place).parts[\(at)]"
            guard let member = part["member"]?.string else { throw Misfit(place: here, reason: "needs a \"member\"") }
            let target = part["target"] == nil ? nil : try path(part, "target", at: here)
            guard let limit = part["limit"]?.int, limit > 0 else {
                throw Misfit(place: here, reason: "needs a \"limit\": the most bytes that it may have")
            }
            if target == nil { _ = try path(part, "member", at: here) }
            parts.append(
                .init(member, target: target, limit: limit, checksum: part["checksum"]?.string.flatMap(Checksum.init)))
        }
        if form == .whole ? !parts.isEmpty : parts.isEmpty || (form == .gzip && parts.count > 1) {
            throw Misfit(
                place: "\(place).parts", reason: "must be \(form == .whole ? "left out" : "given") for '\(word)'")
        }
        return PublishedFile(
            name, mirrors: urls, size: max(row["size"]?.int ?? 0, 0), checksum: checksum, form: form,
            parts: parts.isEmpty ? nil : parts)
    }

    /// A text that names a file below a folder: it cannot lead out of it, nor hide.
    private static func path(_ row: JSON, _ key: String, at place: String) throws(Misfit) -> String {
        let text = row[key]?.string ?? ""
        let steps = text.split(separator: "/", omittingEmptySubsequences: false)
        let isPlain = text.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        guard isPlain, text.utf8.count < 200, steps.allSatisfy({ !$0.isEmpty && !$0.hasPrefix(".") }) else {
            throw Misfit(place: "\(place).\(key)", reason: "must be a plain name or path below a folder, not '\(text)'")
        }
        return text
    }
}
