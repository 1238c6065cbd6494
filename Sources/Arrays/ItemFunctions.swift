import Language
import Tensors

/// How functions of arrays treat texts and objects: most of them move elements, or ask for their order, and both can be
/// done with numbers that stand for the elements.
struct ItemWay: Sendable {
    /// What stands for the elements while the function runs.
    enum Stand: Sendable {
        /// Each element's place: the function moves them and never looks.
        case places
        /// Each element's rank among the distinct ones: the function compares them.
        case ranks
        /// A number that equal elements share: the function asks which are equal.
        case kinds
        /// Whether texts are not empty, objects true.
        case truths
    }

    /// What the function's answers mean.
    enum Answer: Sendable {
        /// All arrays in them are elements.
        case items
        /// Only the first is: what `unique` gives.
        case first
        /// They are numbers: places, counts, truths.
        case numbers
    }

    let stand: Stand
    let answer: Answer
    /// Parameters that hold elements, the array being 0.
    let data: [Int]
    /// True where parameter 0 is a sequence of arrays.
    let isSequence: Bool

    init(_ stand: Stand, _ answer: Answer, data: [Int] = [0], isSequence: Bool = false) {
        self.stand = stand
        self.answer = answer
        self.data = data
        self.isSequence = isSequence
    }

    /// The functions that take arrays of texts and objects by such a way.
    static let table: [String: ItemWay] = {
        var table: [String: ItemWay] = [:]
        for name in [
            "swapaxes", "squeeze", "repeat", "take", "ravel", "diagonal", "reshape", "transpose", "flatten", "moveaxis",
            "expand_dims", "broadcast_to", "flip", "fliplr", "flipud", "roll", "tile", "diag", "copy", "shape", "ndim",
            "size", "resize", "split", "array_split", "ascontiguousarray", "atleast_1d", "atleast_2d", "atleast_3d",
        ] { table[name] = ItemWay(.places, .items) }
        for name in ["concatenate", "stack", "vstack", "hstack", "dstack", "column_stack"] {
            table[name] = ItemWay(.places, .items, isSequence: true)
        }
        for name in ["nonzero", "flatnonzero", "count_nonzero", "any", "all"] {
            table[name] = ItemWay(.truths, .numbers)
        }
        for name in ["argsort", "argmax", "argmin"] { table[name] = ItemWay(.ranks, .numbers) }
        for name in ["isin", "array_equal"] { table[name] = ItemWay(.kinds, .numbers, data: [0, 1]) }
        table["searchsorted"] = ItemWay(.ranks, .numbers, data: [0, 1])
        table["shares_memory"] = ItemWay(.places, .numbers, data: [0, 1])
        table["may_share_memory"] = ItemWay(.places, .numbers, data: [0, 1])
        table["sort"] = ItemWay(.ranks, .items)
        table["_unique"] = ItemWay(.ranks, .first)
        table["where"] = ItemWay(.places, .items, data: [1, 2])
        return table
    }()
}

/// Functions of the module, extended to arrays of texts and objects.
enum ItemFunctions {
    /// The rows, those that have a way or a row of their own for items extended by it.
    static func extending(_ rows: [NativeFunction]) -> [NativeFunction] {
        rows.map { row in
            if let own = ItemRows.table[row.name] {
                return NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                    if let result = try own.body(call) { return result }
                    return try row.body(call)
                }
            }
            if ["arange", "eye", "identity"].contains(row.name) { return counting(row) }
            guard let way = ItemWay.table[row.name] else { return row }
            let (isWhere, body) = (row.name == "where", row.body)
            let places = way.data.filter { $0 < row.parameters.count }
            return NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                if isWhere, !call.isGiven(1), holdsItems(call[0]) {
                    return try run(ItemWay(.truths, .numbers), row, call)
                }
                for place in places where holdsItems(call[place]) { return try run(way, row, call) }
                return try body(call)
            }
        }
    }

    /// Rows of `np.random` that move elements, extended to texts and objects.
    static func extending(random rows: [NativeFunction]) -> [NativeFunction] {
        rows.map { row in
            guard ["choice", "permutation", "permuted", "shuffle"].contains(row.name) else { return row }
            return NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
                switch call[0] {
                case .object(let items as ItemArray):
                    if row.name == "shuffle" {
                        let copy = try items.copy()
                        var arguments = row.parameters.indices.map { call[$0] }
                        let places = ArrayObject(copy.places)
                        arguments[0] = .object(places)
                        _ = try callRow(row, call.receiver, arguments, call.interpreter)
                        let moved = ItemArray(places.tensor, copy.block)
                        try ItemIndex.set(items, .object(EllipsisObject()), .object(moved), call.interpreter)
                        return .none
                    }
                case .list, .tuple:
                    guard row.name != "shuffle", ItemGathering.concerns(call[0]) else { return try row.body(call) }
                default: return try row.body(call)
                }
                return try run(ItemWay(.places, .items), row, call)
            }
        }
    }

    /// True for arrays of items, texts, and sequences of them. Other objects are left to the functions themselves.
    static func holdsItems(_ value: Value) -> Bool { holdsItems(value, depth: 0) }

    private static func holdsItems(_ value: Value, depth: Int) -> Bool {
        let isDeep = depth > ItemGathering.deepest
        return switch value {
        case .str: true
        case .object(let object): object is ItemArray
        case .list(let list): isDeep || list.values.contains { holdsItems($0, depth: depth + 1) }
        case .tuple(let tuple): isDeep || tuple.values.contains { holdsItems($0, depth: depth + 1) }
        default: false
        }
    }

    /// Numbers in order, or of a diagonal, as objects.
    private static func counting(_ row: NativeFunction) -> NativeFunction {
        guard let place = row.parameters.firstIndex(where: { $0.name == "dtype" }) else { return row }
        return NativeFunction(row.name, row.parameters, doc: row.doc) { (call) throws(LanguageError) in
            guard let given = call.optional(place), let type = ItemType(given) else { return try row.body(call) }
            guard type == .object else {
                throw LanguageError.typeError(
                    "\(row.name)() not supported for inputs with DType <class 'numpy.dtypes.StrDType'>.",
                    hint: "make texts of the numbers: np.\(row.name)(…).astype(str)")
            }
            var arguments = row.parameters.indices.map { call[$0] }
            arguments[place] = row.name == "arange" ? .none : Value("int64")
            let numbers = try callRow(row, nil, arguments, call.interpreter)
            return .object(
                try ItemGathering.numbers(NumPyArgument.tensor(numbers, call.interpreter), .object, call.interpreter))
        }
    }

    /// A function run on what stands for the elements.
    private static func run(_ way: ItemWay, _ row: NativeFunction, _ call: Call) throws(LanguageError) -> Value {
        var arguments: [Value] = []
        for place in row.parameters.indices { arguments.append(call[place]) }
        var sources: [ItemArray] = []
        let interpreter = call.interpreter
        if way.isSequence {
            let values = try interpreter.array(of: arguments[0])
            let type = try ItemStand.common(values)
            for value in values { sources.append(try ItemGathering.array(value, type, interpreter)) }
        } else {
            let values = way.data.filter { $0 < arguments.count }.map { arguments[$0] }
            let type = try ItemStand.common(values)
            for value in values { sources.append(try ItemGathering.array(value, type, interpreter)) }
        }
        let stand = try ItemStand(sources, way.stand, interpreter)
        let numbers = stand.numbers.map { Value($0) }
        if way.isSequence {
            arguments[0] = .list(List(numbers))
        } else {
            for (place, number) in zip(way.data, numbers) { arguments[place] = number }
        }
        return try stand.answer(callRow(row, call.receiver, arguments, interpreter), way.answer)
    }

    /// A row called with arguments in the order of its parameters.
    static func callRow(
        _ row: NativeFunction, _ receiver: Value?, _ arguments: [Value], _ interpreter: Interpreter
    ) throws(LanguageError) -> Value {
        var given: [Value] = []
        var named: [(String, Value)] = []
        for (parameter, value) in zip(row.parameters, arguments) where !value.isUnbound {
            switch parameter.kind {
            case .varPositional: if case .tuple(let rest) = value { given += rest.values }
            case .varKeywords: break
            case .keywordOnly: named.append((parameter.name, value))
            default: given.append(value)
            }
        }
        return try interpreter.callNative(row, receiver: receiver, given, named)
    }
}

/// Arrays of numbers that stand for arrays of items, and the way back.
struct ItemStand {
    /// An array for each source.
    let numbers: [Tensor]
    /// The elements that the numbers name.
    private let block: ItemBlock
    /// The array whose views are views: the only source, where places stand for it.
    private let source: ItemArray?

    init(_ sources: [ItemArray], _ stand: ItemWay.Stand, _ interpreter: Interpreter) throws(LanguageError) {
        if stand == .truths {
            var truths: [Tensor] = []
            for items in sources { truths.append(try items.truths(interpreter)) }
            self.init(numbers: truths, block: ItemBlock(.object, []), source: nil)
            return
        }
        if stand == .places, sources.count == 1 {
            self.init(numbers: [sources[0].places], block: sources[0].block, source: sources[0])
            return
        }
        let isSame = sources.allSatisfy { $0.block === sources[0].block }
        if stand == .places, isSame, let first = sources.first {
            self.init(numbers: sources.map(\.places), block: first.block, source: first)
            return
        }
        var cells: [Value] = []
        var type = sources.first?.type ?? .object
        var numbers: [Tensor] = []
        for items in sources {
            type = ItemType.promote(type, items.type)
            numbers.append(try ItemArray.numbered(items.places.shape, from: cells.count))
            cells += try items.elements
        }
        if stand == .places {
            self.init(numbers: numbers, block: ItemBlock(type, cells), source: nil)
            return
        }
        let (ranks, distinct) =
            stand == .ranks || type.isText
            ? try ItemOrder.ranks(cells, type, interpreter) : try ItemOrder.kinds(cells, interpreter)
        self.init(
            numbers: try numbers.map { (places) throws(LanguageError) in
                try lifting { () throws(TensorError) in
                    let ordered = try places.elements(as: Int64.self).map { ranks[Int($0)] }
                    return try Tensor(ordered, shape: places.shape)
                }
            }, block: ItemBlock(type, distinct), source: nil)
    }

    private init(numbers: [Tensor], block: ItemBlock, source: ItemArray?) {
        self.numbers = numbers
        self.block = block
        self.source = source
    }

    /// What the function answered, numbers that stand for elements turned back.
    func answer(_ value: Value, _ meaning: ItemWay.Answer) throws(LanguageError) -> Value {
        switch meaning {
        case .numbers: return value
        case .items: return try items(value)
        case .first:
            guard case .tuple(let tuple) = value, let first = tuple.values.first else { return try items(value) }
            return .tuple(Tuple([try items(first)] + tuple.values.dropFirst()))
        }
    }

    private func items(_ value: Value) throws(LanguageError) -> Value {
        switch value {
        case .object(let array as ArrayObject) where array.tensor.dtype == .int64:
            if let source { return try source.with(array.tensor, keepsArray: true) }
            return .object(try ItemArray(array.tensor, block).copy())
        case .object(let number as ScalarObject) where number.dtype == .int64:
            return block.cells[Int(number.scalar.int)]
        case .list(let list): return Value(try list.values.map(items))
        case .tuple(let tuple): return .tuple(Tuple(try tuple.values.map(items)))
        default: return value
        }
    }

    /// The type in which values meet; numbers become texts beside texts, where arrays hold them.
    static func common(_ values: [Value]) throws(LanguageError) -> ItemType? {
        var found: ItemType?
        var hasText = false
        for value in values {
            var type: ItemType?
            switch value {
            case .object(let items as ItemArray): type = items.type
            case .object(let array as ArrayObject): type = .text(ItemType.width(of: array.tensor.dtype))
            case .object(let number as ScalarObject): type = .text(ItemType.width(of: number.dtype))
            case .str(let text): type = .text(max(1, text.count))
            case .none: type = .object
            default: type = nil
            }
            if case .str = value { hasText = true }
            if case .object(let items as ItemArray) = value, items.type.isText { hasText = true }
            guard let type else { continue }
            found = found.map { ItemType.promote($0, type) } ?? type
        }
        if hasText, found?.isText == true {
            for value in values {
                let name: String
                switch value {
                case .int: name = "_PyLongDType"
                case .float: name = "_PyFloatDType"
                default: continue
                }
                throw LanguageError(
                    ItemErrors.promotion,
                    "The DType <class 'numpy.dtypes.StrDType'> could not be promoted by <class 'numpy.dtypes.\(name)'>. This means that no common DType exists for the given inputs. For example they cannot be stored in a single array unless the dtype is `object`. The full list of DTypes is: (<class 'numpy.dtypes.StrDType'>, <class 'numpy.dtypes.\(name)'>)",
                    hint: "give texts on both sides, or numbers on both")
            }
        }
        // Lists tell their type only when they are read.
        let hasLists = values.contains {
            switch $0 {
            case .list, .tuple: true
            default: false
            }
        }
        return found == .object ? .object : hasLists ? nil : found
    }
}

extension ItemErrors {
    static let promotion = LibraryException(
        name: "DTypePromotionError", module: "numpy.exceptions", parent: .typeError,
        doc: "Types of elements that have none in common.")
}
