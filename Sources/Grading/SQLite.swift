import Glibc

/// The system's libsqlite3, loaded with the first gradebook.
struct SQLite: @unchecked Sendable {
    // Sendable: addresses of functions, never changed.
    typealias Handle = OpaquePointer

    let open:
        @convention(c) (UnsafePointer<CChar>, UnsafeMutablePointer<Handle?>, Int32, UnsafePointer<CChar>?) -> Int32
    let close: @convention(c) (Handle?) -> Int32
    let busyTimeout: @convention(c) (Handle, Int32) -> Int32
    let message: @convention(c) (Handle?) -> UnsafePointer<CChar>
    let prepare:
        @convention(c) (
            Handle, UnsafePointer<CChar>, Int32, UnsafeMutablePointer<Handle?>,
            UnsafeMutablePointer<UnsafePointer<CChar>?>?
        ) -> Int32
    let step: @convention(c) (Handle) -> Int32
    let reset: @convention(c) (Handle) -> Int32
    let finalize: @convention(c) (Handle?) -> Int32
    let bindText: @convention(c) (Handle, Int32, UnsafePointer<CChar>?, Int32, Int) -> Int32
    let bindDouble: @convention(c) (Handle, Int32, Double) -> Int32
    let bindInt: @convention(c) (Handle, Int32, Int64) -> Int32
    let bindNull: @convention(c) (Handle, Int32) -> Int32
    let columnCount: @convention(c) (Handle) -> Int32
    let columnType: @convention(c) (Handle, Int32) -> Int32
    let columnText: @convention(c) (Handle, Int32) -> UnsafePointer<UInt8>?
    let columnBytes: @convention(c) (Handle, Int32) -> Int32
    let columnDouble: @convention(c) (Handle, Int32) -> Double
    let columnInt: @convention(c) (Handle, Int32) -> Int64

    /// The library; the fault says what to install.
    static let library = Result<SQLite, GradingFault> { () throws(GradingFault) in
        let advice = "the gradebook needs SQLite: install the package libsqlite3-0"
        guard
            let handle = dlopen("libsqlite3.so.0", RTLD_NOW | RTLD_LOCAL)
                ?? dlopen("libsqlite3.so", RTLD_NOW | RTLD_LOCAL)
        else { throw GradingFault(advice) }
        return try SQLite(handle, advice)
    }

    private init(_ handle: UnsafeMutableRawPointer, _ advice: String) throws(GradingFault) {
        func function<F>(_ name: String) throws(GradingFault) -> F {
            guard let address = dlsym(handle, name) else { throw GradingFault("SQLite has no \(name); \(advice)") }
            return unsafeBitCast(address, to: F.self)
        }
        open = try function("sqlite3_open_v2")
        close = try function("sqlite3_close_v2")
        busyTimeout = try function("sqlite3_busy_timeout")
        message = try function("sqlite3_errmsg")
        prepare = try function("sqlite3_prepare_v2")
        step = try function("sqlite3_step")
        reset = try function("sqlite3_reset")
        finalize = try function("sqlite3_finalize")
        bindText = try function("sqlite3_bind_text")
        bindDouble = try function("sqlite3_bind_double")
        bindInt = try function("sqlite3_bind_int64")
        bindNull = try function("sqlite3_bind_null")
        columnCount = try function("sqlite3_column_count")
        columnType = try function("sqlite3_column_type")
        columnText = try function("sqlite3_column_text")
        columnBytes = try function("sqlite3_column_bytes")
        columnDouble = try function("sqlite3_column_double")
        columnInt = try function("sqlite3_column_int64")
    }
}

/// A value of a database's cell.
enum SQLValue: Equatable, ExpressibleByStringLiteral, ExpressibleByNilLiteral {
    case null
    case int(Int)
    case double(Double)
    case text(String)

    init(stringLiteral value: String) { self = .text(value) }
    init(nilLiteral: ()) { self = .null }
    init(_ text: String?) { self = text.map { .text($0) } ?? .null }
    init(_ number: Double?) { self = number.map { .double($0) } ?? .null }
    init(_ flag: Bool) { self = .int(flag ? 1 : 0) }

    var text: String? { if case .text(let text) = self { text } else { nil } }
    var double: Double? {
        switch self {
        case .double(let number): number
        case .int(let number): Double(number)
        default: nil
        }
    }
    var bool: Bool { if case .int(let number) = self { number != 0 } else { false } }
}

/// An open database; statements are prepared once. Belongs to one thread.
final class Database {
    private let library: SQLite
    private let handle: SQLite.Handle
    private var statements: [String: SQLite.Handle] = [:]
    private let path: String

    /// Milliseconds to wait for another program that writes, such as nbgrader's formgrader.
    private static let patience: Int32 = 30_000

    /// - isNew: true makes the file where it is missing.
    /// - Throws: `GradingFault` in SQLite's words.
    init(path: String, isNew: Bool) throws(GradingFault) {
        library = try SQLite.library.get()
        self.path = path
        var opened: SQLite.Handle?
        // SQLITE_OPEN_READWRITE, SQLITE_OPEN_CREATE.
        let code = library.open(path, &opened, isNew ? 2 | 4 : 2, nil)
        guard code == 0, let opened else {
            let why = String(cString: library.message(opened))
            _ = library.close(opened)
            throw GradingFault("\(path): \(why)")
        }
        handle = opened
        _ = library.busyTimeout(handle, Database.patience)
    }

    deinit {
        for statement in statements.values { _ = library.finalize(statement) }
        _ = library.close(handle)
    }

    private var fault: GradingFault { GradingFault("\(path): \(String(cString: library.message(handle)))") }

    private func statement(_ text: String) throws(GradingFault) -> SQLite.Handle {
        if let known = statements[text] { return known }
        var made: SQLite.Handle?
        guard library.prepare(handle, text, -1, &made, nil) == 0, let made else { throw fault }
        statements[text] = made
        return made
    }

    /// Runs a statement with values in place of its question marks; returns its rows.
    @discardableResult
    func run(_ text: String, _ values: [SQLValue] = []) throws(GradingFault) -> [[SQLValue]] {
        let statement = try statement(text)
        defer { _ = library.reset(statement) }
        for (place, value) in values.enumerated() {
            let index = Int32(place + 1)
            switch value {
            case .null: _ = library.bindNull(statement, index)
            case .int(let number): _ = library.bindInt(statement, index, Int64(number))
            case .double(let number): _ = library.bindDouble(statement, index, number)
            // -1 at the end: SQLite copies the text.
            case .text(let text):
                let bytes = Array(text.utf8).map { CChar(bitPattern: $0) }
                _ = bytes.withUnsafeBufferPointer {
                    library.bindText(
                        statement, index, $0.baseAddress ?? UnsafePointer(bitPattern: 1), Int32($0.count), -1)
                }
            }
        }
        var rows: [[SQLValue]] = []
        while true {
            let code = library.step(statement)
            // SQLITE_DONE, SQLITE_ROW.
            if code == 101 { return rows }
            guard code == 100 else { throw fault }
            rows.append((0..<library.columnCount(statement)).map { value(statement, $0) })
        }
    }

    private func value(_ statement: SQLite.Handle, _ column: Int32) -> SQLValue {
        switch library.columnType(statement, column) {
        case 1: return .int(Int(library.columnInt(statement, column)))
        case 2: return .double(library.columnDouble(statement, column))
        case 3:
            guard let start = library.columnText(statement, column) else { return .text("") }
            let count = Int(library.columnBytes(statement, column))
            return .text(String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self))
        default: return .null
        }
    }

    /// Does all of `body` or nothing.
    func transaction<Result>(_ body: () throws(GradingFault) -> Result) throws(GradingFault) -> Result {
        try run("BEGIN IMMEDIATE")
        do throws(GradingFault) {
            let result = try body()
            try run("COMMIT")
            return result
        } catch {
            try run("ROLLBACK")
            throw error
        }
    }
}
