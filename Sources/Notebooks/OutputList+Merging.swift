import JSON

/// All text of a cell in one output a stream, as nbclient's `coalesce_streams` has it.
extension OutputList {
    /// Joins each stream's outputs into its first one and leaves out what a carriage return wrote over; standard error
    /// that stands before standard output changes places with it.
    ///
    /// Matches nbclient 0.11 to the letter: its pattern for backspaces asks for something else, so they stay.
    mutating func merge(cell: Int) {
        guard let before = outputs[cell] else { return }
        var merged: [JSON] = []
        var streams: [String: Int] = [:]
        // Where each output went: displays are found again by their places.
        var places: [Int] = []
        for output in before {
            guard output["output_type"]?.string == "stream", let name = output["name"]?.string,
                let text = output["text"]?.string
            else {
                places.append(merged.count)
                merged.append(output)
                continue
            }
            if let at = streams[name] {
                merged[at]["text"] = .string((merged[at]["text"]?.string ?? "") + text)
                places.append(at)
            } else {
                streams[name] = merged.count
                places.append(merged.count)
                merged.append(output)
            }
        }
        for at in streams.values {
            merged[at]["text"] = .string(OutputList.overwritten(merged[at]["text"]?.string ?? ""))
        }
        if let error = streams["stderr"], let output = streams["stdout"], output == error + 1 {
            merged.swapAt(error, output)
        }
        replace(cell: cell, by: merged, places: places)
    }

    /// Lines without what stands before their last carriage return, as a terminal would show them; `\r\n` is a line's end.
    static func overwritten(_ text: String) -> String {
        let lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
        var out = String.UnicodeScalarView()
        for (number, line) in lines.enumerated() {
            if number > 0 { out.append("\n") }
            let last = line.dropLast().lastIndex(of: "\r")
            out.append(contentsOf: last.map { line[line.index(after: $0)...] } ?? line)
        }
        return String(out)
    }
}
