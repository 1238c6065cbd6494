import JSON

/// The keys under `metadata.nbgrader`, read with the rules of nbgrader's schema 3.
struct NBGraderFields {
    private let fields: [(key: String, value: JSON)]

    /// Every key that the schema allows.
    private static let known: Set<String> = [
        "schema_version", "grade", "solution", "locked", "task", "grade_id", "points", "checksum", "cell_type",
    ]

    init(_ fields: [(key: String, value: JSON)]) { self.fields = fields }

    private func value(_ key: String) -> JSON? { fields.last { $0.key == key }?.value }

    /// Refuses other versions of the schema and keys that it does not have.
    func checkSchema() throws(MetadataFault) {
        switch value("schema_version") ?? .int(0) {
        case .int(3): break
        case .int(let version) where version < 3:
            throw MetadataFault("schema_version is \(version), too old: 3 is needed (nbgrader update mends it)")
        case .int(let version): throw MetadataFault("schema_version is \(version), newer than 3")
        default: throw MetadataFault("schema_version is not a whole number")
        }
        for (key, _) in fields where !NBGraderFields.known.contains(key) {
            throw MetadataFault("nbgrader's schema has no key '\(key)'")
        }
        if let type = value("cell_type"), GradedCell.CellType(rawValue: type.string ?? "") == nil {
            throw MetadataFault("cell_type under nbgrader is none of code, markdown, raw")
        }
    }

    /// A key that must be true or false.
    func flag(_ key: String, default fallback: Bool? = nil) throws(MetadataFault) -> Bool {
        switch value(key) {
        case .bool(let flag)?: return flag
        case nil:
            if let fallback { return fallback }
            throw MetadataFault("'\(key)' is missing")
        default: throw MetadataFault("'\(key)' is neither true nor false")
        }
    }

    /// The cell's name: letters, digits, `_` and `-`; not empty where the cell takes part in grading.
    func gradeID(required: Bool) throws(MetadataFault) -> String {
        switch value("grade_id") {
        case .string(let name)?:
            if required && name.isEmpty { throw MetadataFault("grade_id is empty") }
            let allowed = name.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
            if !allowed { throw MetadataFault("grade_id '\(name)' has a sign other than a-z, A-Z, 0-9, _ and -") }
            return name
        case nil:
            if required { throw MetadataFault("grade_id is missing") }
            return ""
        default: throw MetadataFault("grade_id is not text")
        }
    }

    /// Points: a finite number that is not negative; must be there where something is graded.
    func points(required: Bool) throws(MetadataFault) -> Double? {
        switch value("points") {
        case .int(let points)? where points >= 0: return Double(points)
        case .double(let points)? where points >= 0 && points.isFinite: return points
        case nil:
            if required { throw MetadataFault("points are missing") }
            return nil
        default: throw MetadataFault("points are not a number of 0 or more")
        }
    }

    /// The checksum of a released copy: 32 signs.
    func checksum() throws(MetadataFault) -> String? {
        switch value("checksum") {
        case .string(let text)? where text.unicodeScalars.count == 32: return text
        case nil: return nil
        default: throw MetadataFault("checksum is not 32 signs of text")
        }
    }
}
