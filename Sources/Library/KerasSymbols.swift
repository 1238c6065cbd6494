import Arrays
import Autograd
import Language
import Networks
import Tensors

/// A symbol in the language: what `Input(shape)` and layers called on it give (Keras's KerasTensor).
final class SymbolObject: Object {
    let symbol: Symbol

    init(_ symbol: Symbol) { self.symbol = symbol }

    override var nativeType: NativeType { .symbol }

    /// The receiver of a method or property of symbols.
    static func of(_ object: Object) throws(LanguageError) -> Symbol {
        guard let found = object as? SymbolObject else { throw LanguageError.typeError("a KerasTensor expected") }
        return found.symbol
    }

    /// The symbols of a value: one, or a list or tuple that holds some; `nil` where there is none.
    static func list(_ value: Value) -> [Symbol]? {
        switch value {
        case .object(let object as SymbolObject): return [object.symbol]
        case .list(let list): return symbols(list.values)
        case .tuple(let tuple): return symbols(tuple.values)
        default: return nil
        }
    }

    private static func symbols(_ values: [Value]) -> [Symbol]? {
        var found: [Symbol] = []
        for value in values {
            guard let inner = list(value) else { return nil }
            found += inner
        }
        return found.isEmpty ? nil : found
    }

    /// Outputs of a layer as the language gives them: one alone, several as a list.
    static func value(_ symbols: [Symbol]) -> Value {
        symbols.count == 1 ? .object(SymbolObject(symbols[0])) : Value(symbols.map { .object(SymbolObject($0)) })
    }
}

/// Arithmetic on symbols: each operation is a layer of its own, named after it.
enum SymbolOperations {
    /// The class name of the operation's layer, and what it does with variables.
    private static let operators: [BinaryOperator: String] = [
        .add: "Add", .subtract: "Subtract", .multiply: "Multiply", .divide: "TrueDivide", .power: "Power",
        .matrixMultiply: "Matmul",
    ]

    /// `x op y`, where at least one side is a symbol and the other one is a symbol, a number or an array.
    static func binary(
        _ op: BinaryOperator, _ me: Object, _ other: Value, _ reflected: Bool, _ interpreter: Interpreter
    ) throws(LanguageError) -> Value? {
        guard let name = operators[op] else { return nil }
        let own = try SymbolObject.of(me)
        if case .object(let object as SymbolObject) = other {
            let both = reflected ? [object.symbol, own] : [own, object.symbol]
            return try call(name, both, interpreter) { (x, interpreter) throws(LanguageError) in
                try interpreter.binary(op, .object(VariableObject(x[0])), .object(VariableObject(x[1])))
            }
        }
        switch other {
        case .int, .float, .bool, .object(is ArrayObject), .object(is ScalarObject), .object(is VariableObject): break
        default: return nil
        }
        return try call(name, [own], interpreter) { (x, interpreter) throws(LanguageError) in
            let mine = Value.object(VariableObject(x[0]))
            return try reflected ? interpreter.binary(op, other, mine) : interpreter.binary(op, mine, other)
        }
    }

    /// A function of variables, called on symbols: a layer whose expression it is.
    static func call(
        _ name: String, _ symbols: [Symbol], _ interpreter: Interpreter,
        _ body: @escaping ([Variable], Interpreter) throws(LanguageError) -> Value
    ) throws(LanguageError) -> Value {
        nonisolated(unsafe) let function = body
        nonisolated(unsafe) let runner = interpreter
        let stem = snakeCase(name)
        let kind = LayerKind(traced: name, stem: stem) { (run) throws(NetworkError) in
            try KerasProgram.attempt { () throws(LanguageError) in
                try KerasProgram.variables(function(run.inputs, runner), like: run.inputs.first, runner)
            }
        }
        let state = KerasState.of(interpreter)
        let outputs = try learning { () throws(NetworkError) in
            try LayerCall.call(Layer(kind, name: state.name(stem), settings: [:]), symbols, state.randomness())
        }
        return SymbolObject.value(outputs)
    }

    /// `TrueDivide` as `true_divide`.
    static func snakeCase(_ name: String) -> String {
        var text = ""
        var previous: Character = "_"
        for character in name {
            if character.isUppercase, previous != "_", !previous.isUppercase { text += "_" }
            text += character.lowercased()
            previous = character
        }
        return text
    }
}

extension NativeType {
    /// The type of symbols.
    static let symbol = NativeType(
        name: "KerasTensor", module: "keras",
        doc: "What a layer will give for a batch: functional models are made of such values.",
        properties: [
            NativeProperty("shape", doc: "Its sizes with the batch, None where only the data tell.") {
                (object, _) throws(LanguageError) in KerasSettings.batched(try SymbolObject.of(object).shape)
            },
            NativeProperty("dtype", doc: "The type of its numbers.") { (object, _) throws(LanguageError) in
                Value(try SymbolObject.of(object).isWhole ? "int32" : "float32")
            },
            NativeProperty("name", doc: "The name of the layer that gives it.") { (object, _) throws(LanguageError) in
                Value(try SymbolObject.of(object).name)
            },
            NativeProperty("ndim", doc: "Number of axes with the batch.") { (object, _) throws(LanguageError) in
                .int(try SymbolObject.of(object).shape.count + 1)
            },
        ],
        slots: Slots {
            $0.repr = { (object, _) throws(LanguageError) in
                let symbol = try SymbolObject.of(object)
                return
                    "<KerasTensor shape=\(KerasSettings.text(symbol.shape)), dtype=\(symbol.isWhole ? "int32" : "float32"), sparse=False, ragged=False, name=\(symbol.name)>"
            }
            $0.binary = { (op, me, other, reflected, interpreter) throws(LanguageError) in
                try SymbolOperations.binary(op, me, other, reflected, interpreter)
            }
            $0.unary = { (op, me, interpreter) throws(LanguageError) in
                guard op == .negate else {
                    throw LanguageError.typeError("bad operand type for unary operator: 'KerasTensor'")
                }
                return try SymbolOperations.call("Negative", [SymbolObject.of(me)], interpreter) {
                    (x, interpreter) throws(LanguageError) in
                    try interpreter.unary(.negate, .object(VariableObject(x[0])))
                }
            }
            $0.getItem = { (me, item, interpreter) throws(LanguageError) in
                try SymbolOperations.call("GetItem", [SymbolObject.of(me)], interpreter) {
                    (x, interpreter) throws(LanguageError) in
                    try interpreter.getItem(.object(VariableObject(x[0])), item)
                }
            }
            $0.truth = { (_, _) throws(LanguageError) in
                throw LanguageError.typeError("Cannot interpret a KerasTensor as a truth value")
            }
        })
}
