import JSON

/// One cell: its source as one text, its outputs as nbformat has them.
public struct Cell: Sendable {
    /// All fields, texts joined.
    public var fields: JSON

    /// A cell from its stored fields; `nil` without a type or a source.
    init?(_ stored: JSON) {
        guard stored["cell_type"]?.string != nil, let source = Lines.joined(stored["source"]) else { return nil }
        fields = stored
        fields["source"] = .string(source)
        if let outputs = stored["outputs"]?.array { fields["outputs"] = .array(outputs.map(Lines.joinedOutput)) }
    }

    /// A new code cell.
    public init(code: String, tags: [String], id: String?) {
        fields = [
            "cell_type": "code", "execution_count": .null, "metadata": ["tags": .array(tags.map { .string($0) })],
            "outputs": [], "source": .string(code),
        ]
        if let id { fields["id"] = .string(id) }
    }

    public var isCode: Bool { fields["cell_type"]?.string == "code" }
    public var source: String { fields["source"]?.string ?? "" }
    public var tags: [String] { fields["metadata"]?["tags"]?.array?.compactMap(\.string) ?? [] }

    public var outputs: [JSON] {
        get { fields["outputs"]?.array ?? [] }
        set { fields["outputs"] = .array(newValue) }
    }

    /// The number in the prompt; `nil` for a cell that was not run.
    public var executionCount: Int? {
        get { fields["execution_count"]?.int }
        set { fields["execution_count"] = newValue.map { .int($0) } ?? .null }
    }

    /// A field of the metadata; `nil` removes it.
    public subscript(metadata name: String) -> JSON? {
        get { fields["metadata"]?[name] }
        set {
            var metadata = fields["metadata"] ?? [:]
            metadata[name] = newValue
            fields["metadata"] = metadata
        }
    }

    /// True for code that a run executes: not blank, and not tagged `skip-execution`.
    public var isRun: Bool { isCode && !tags.contains("skip-execution") && !source.allSatisfy(\.isWhitespace) }

    /// As nbformat writes it.
    var storedFields: JSON {
        var stored = fields
        stored["source"] = Lines.split(stored["source"])
        if var metadata = stored["metadata"] {
            metadata["trusted"] = nil
            stored["metadata"] = metadata
        }
        if let attachments = stored["attachments"]?.fields {
            stored["attachments"] = .object(attachments.map { ($0.key, Lines.splitBundle($0.value)) })
        }
        if isCode { stored["outputs"] = .array(outputs.map(Lines.splitOutput)) }
        return stored
    }
}
