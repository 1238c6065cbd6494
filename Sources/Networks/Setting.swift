import Autograd

/// A setting of a layer, loss or optimizer as the user gave it.
///
/// Sendable because rows of tables hold fall-backs; layers and functions stand only in settings that a program gave, and
/// stay on its thread.
public indirect enum Setting: Equatable, @unchecked Sendable {
    case none
    case bool(Bool)
    case int(Int)
    case ints([Int])
    case double(Double)
    case doubles([Double])
    case string(String)
    /// A row of another table with settings of its own: `HeNormal(seed=1)`, `L2(0.01)`.
    case row(RowSetting)
    /// What a wrapper wraps.
    case layer(Layer)
    /// A function that the program defined.
    case function(ProgramFunction)
    case list([Setting])
}

/// An object of a table's row, by its class name, with the settings it was made with.
public struct RowSetting: Equatable, Sendable {
    public let name: String
    public let settings: [String: Setting]

    public init(_ name: String, _ settings: [String: Setting] = [:]) {
        self.name = name
        self.settings = settings
    }
}

/// A function of the program upon variables: an activation, a loss, the body of a layer.
public final class ProgramFunction: Equatable {
    public typealias Body = ([Variable], Evaluation) throws(NetworkError) -> [Variable]

    public let name: String
    private let body: Body

    public init(_ name: String, _ body: @escaping Body) {
        self.name = name
        self.body = body
    }

    public func callAsFunction(_ inputs: [Variable], _ evaluation: Evaluation) throws(NetworkError) -> [Variable] {
        try body(inputs, evaluation)
    }

    public static func == (a: ProgramFunction, b: ProgramFunction) -> Bool { a === b }
}

/// A setting that a row of a table takes.
public struct SettingRow: Sendable {
    public let name: String
    /// `nil` where the setting must be given.
    public let fallback: Setting?
    public let doc: String

    public init(_ name: String, _ fallback: Setting? = nil, doc: String) {
        self.name = name
        self.fallback = fallback
        self.doc = doc
    }
}
