import JSON
import Language
import Session

/// The outputs of a notebook's cells while it runs: events in, nbformat's outputs out, as nbclient keeps them.
///
/// An update replaces every display with its id, in earlier cells too.
public struct OutputList: Sendable {
    /// The outputs of each code cell by its place.
    public private(set) var outputs: [Int: [JSON]] = [:]
    /// The display ids of those outputs that have one.
    private var displays: [String: [(cell: Int, output: Int)]] = [:]
    /// The stream output at the cell's end, which grows in place until something else comes.
    private var text: (name: StreamName, bytes: [UInt8])?
    private var clearsNext = false
    private(set) var widgets = WidgetStates()
    private var cell = 0
    private var changed: Set<Int> = []

    public init() {}

    /// From now on, outputs belong to the cell at `place`, whose old ones are forgotten.
    public mutating func begin(cell place: Int) {
        close()
        cell = place
        clear()
    }

    private mutating func clear() {
        text = nil
        outputs[cell] = []
        changed.insert(cell)
        for id in displays.keys { displays[id]?.removeAll { $0.cell == cell } }
        clearsNext = false
    }

    /// Takes one event.
    mutating func take(_ event: Event, executionCount: Int) {
        switch event {
        case .comm(let message): widgets.take(message)
        case .clear(let wait): if wait { clearsNext = true } else { clear() }
        case .update(let bundle, let id): update(bundle, id)
        case .stream(let name, let text):
            if clearsNext { clear() }
            if self.text?.name != name {
                close()
                self.text = (name, [])
            }
            self.text?.bytes.append(contentsOf: text.utf8)
        case .display(let bundle, let id):
            // A second display under the same id shows its state in the first one too.
            if let id { update(bundle, id) }
            append(["data": bundle.data, "metadata": bundle.metadataFields, "output_type": "display_data"])
            if let id, let count = outputs[cell]?.count { displays[id, default: []].append((cell, count - 1)) }
        case .result(let bundle):
            append([
                "data": bundle.data, "execution_count": .int(executionCount), "metadata": bundle.metadataFields,
                "output_type": "execute_result",
            ])
        case .error(let name, let message, let traceback):
            append([
                "ename": .string(name), "evalue": .string(message), "output_type": "error",
                "traceback": .array(traceback.map { .string($0) }),
            ])
        }
    }

    private mutating func update(_ bundle: MIMEBundle, _ id: String) {
        for place in displays[id] ?? [] {
            outputs[place.cell]?[place.output]["data"] = bundle.data
            outputs[place.cell]?[place.output]["metadata"] = bundle.metadataFields
            changed.insert(place.cell)
        }
    }

    /// The cells whose outputs changed since the last call, in their order.
    public mutating func takeChanged() -> [Int] {
        defer { changed = [] }
        return changed.sorted()
    }

    /// Takes one event of the cell at `place`, which may be over: of work that went on in the background.
    public mutating func take(_ event: Event, executionCount: Int, ofCell place: Int) {
        if place == cell { return take(event, executionCount: executionCount) }
        close()
        let (now, clears) = (cell, clearsNext)
        (cell, clearsNext) = (place, false)
        take(event, executionCount: executionCount)
        close()
        (cell, clearsNext) = (now, clears)
    }

    /// Puts other outputs in a cell's place.
    /// - places: where each of the old ones is among them.
    mutating func replace(cell: Int, by merged: [JSON], places: [Int]) {
        outputs[cell] = merged
        changed.insert(cell)
        for id in displays.keys {
            displays[id] = displays[id]?.map { $0.cell == cell ? (cell, places[$0.output]) : $0 }
        }
    }

    /// Stores the text that was growing.
    public mutating func close() {
        guard let (name, bytes) = text else { return }
        text = nil
        changed.insert(cell)
        if let last = outputs[cell]?.indices.last, outputs[cell]?[last]["name"]?.string == name.rawValue,
            let before = outputs[cell]?[last]["text"]?.string
        {
            outputs[cell]?[last]["text"] = .string(before + String(decoding: bytes, as: UTF8.self))
            return
        }
        outputs[cell, default: []].append([
            "name": .string(name.rawValue), "output_type": "stream",
            "text": .string(String(decoding: bytes, as: UTF8.self)),
        ])
    }

    private mutating func append(_ output: JSON) {
        if clearsNext { clear() }
        close()
        changed.insert(cell)
        outputs[cell, default: []].append(output)
    }
}
