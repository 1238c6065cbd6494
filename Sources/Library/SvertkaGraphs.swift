import Arrays
import Autograd
import Drawing
import Foundation
import Language
import Tensors

/// `svertka.graph`: the computational graph of an expression with its values and gradients.
enum SvertkaGraphs {
    /// What the written part of `svertka` draws with.
    static let module = NativeModule(
        "svertka._graphs", doc: "Draws what variables were computed from.",
        functions: [
            NativeFunction(
                "draw",
                [
                    Parameter("y", doc: "a variable that others were computed to"),
                    Parameter("names", doc: "a name for each of the variables"), Parameter("variables"),
                ], doc: "The graph of a variable with values and gradients."
            ) { (call) throws(LanguageError) in
                guard case .object(let result as VariableObject) = call[0] else {
                    throw .typeError(
                        "the expression gives '\(call[0].typeName)', not a variable that remembers how it was computed",
                        hint: "svertka.graph('(x + y) * z', x=-2, y=5, z=-4)")
                }
                var names: [(name: String, variable: Variable)] = []
                for (name, value) in zip(try call.values(1), try call.values(2)) {
                    guard case .object(let object as VariableObject) = value else { continue }
                    names.append((try call.interpreter.str(name), object.variable))
                }
                let graph = try ComputedGraph(result.variable, names)
                let scene = try raising { () throws(DrawingError) in try graph.diagram.scene() }
                return .object(PictureObject(scene, text: graph.text))
            }
        ])
}

/// What a variable was computed from: named inputs, operations on them, constants as parts of operations.
struct ComputedGraph {
    private(set) var diagram = ValueDiagram(nodes: [], edges: [])

    /// Operations that only change how numbers are kept.
    private static let silent: Set<String> = ["cast", "identity"]
    /// More of them nobody can read.
    static let limit = 150

    private var places: [ObjectIdentifier: Int] = [:]

    /// - Throws: `ValueError` where nothing was computed, or too much to be read.
    init(_ y: Variable, _ names: [(name: String, variable: Variable)]) throws(LanguageError) {
        guard y.isTracked else {
            throw .valueError(
                "the result does not depend on any variable", hint: "name the inputs: svertka.graph('x * y', x=3, y=2)")
        }
        var order: [Variable] = []
        try ComputedGraph.collect(y, &order)
        let all = order
        let gradients = try lifting { () throws(TensorError) in
            try Variable.optionalGradients(of: all, from: [(y, .filled(1, y.shape, like: y))])
        }
        var unnamed = 0
        for (variable, gradient) in zip(order, gradients) {
            let label: String
            var sources: [Variable] = []
            if let step = variable.step {
                sources = step.inputs.map { ComputedGraph.heard($0) }
                if step.operation.name == "where" || sources.count > 3 {
                    label = step.operation.name
                } else {
                    label = OperationSign.text(step.operation.name, sources)
                }
            } else if let name = ComputedGraph.name(of: variable, in: names) {
                label = name
            } else {
                unnamed += 1
                label = "v\(unnamed)"
            }
            places[ObjectIdentifier(variable)] = diagram.nodes.count
            for source in sources where source.isTracked {
                if let place = places[ObjectIdentifier(source)] { diagram.edges.append((place, diagram.nodes.count)) }
            }
            diagram.nodes.append(
                ValueDiagram.Node(
                    label, isInput: variable.step == nil, value: NumberLines.text(variable.value),
                    gradient: gradient.map { NumberLines.text($0.value) } ?? ""))
        }
    }

    /// What a silent operation passes on; a new shape counts where more than axes of length 1 come and go.
    private static func heard(_ variable: Variable) -> Variable {
        var variable = variable
        while let step = variable.step, let source = step.inputs.first {
            let isSilent =
                silent.contains(step.operation.name)
                || step.operation.name == "reshape" && extents(variable) == extents(source)
            if !isSilent { break }
            variable = source
        }
        return variable
    }

    private static func extents(_ variable: Variable) -> [Int] { variable.shape.filter { $0 != 1 } }

    /// Every tracked variable behind `y`, each after those it was computed from.
    private static func collect(_ y: Variable, _ order: inout [Variable]) throws(LanguageError) {
        var seen: Set<ObjectIdentifier> = []
        var pending: [(variable: Variable, isLeaving: Bool)] = [(heard(y), false)]
        while let (variable, isLeaving) = pending.popLast() {
            if isLeaving {
                order.append(variable)
                continue
            }
            guard variable.isTracked, seen.insert(ObjectIdentifier(variable)).inserted else { continue }
            guard seen.count <= limit else {
                throw .valueError(
                    "the expression has more than \(limit) operations: nobody could read its graph",
                    hint: "draw a part of it, or give arrays instead of single numbers")
            }
            pending.append((variable, true))
            for source in (variable.step?.inputs ?? []).reversed() { pending.append((heard(source), false)) }
        }
    }

    /// The name of an input: that of the same variable, else of one with the same numbers, as a tape's copy has.
    private static func name(of variable: Variable, in names: [(name: String, variable: Variable)]) -> String? {
        if let same = names.first(where: { $0.variable === variable }) { return same.name }
        guard let own = try? variable.value.elements(as: Double.self) else { return nil }
        return names.first {
            $0.variable.shape == variable.shape && (try? $0.variable.value.elements(as: Double.self)) == own
        }?.name
    }

    /// A line for each node, as terminals show the graph.
    var text: String {
        diagram.nodes.enumerated().map { place, node in
            let sources = diagram.edges.filter { $0.to == place }.map { diagram.nodes[$0.from] }
            let names = sources.map { $0.isInput ? $0.label : "(\($0.label))" }
            let operation = node.isInput ? node.label : "\(node.label)  of \(names.joined(separator: ", "))"
            let value = node.value.replacing("\n", with: "; "), gradient = node.gradient.replacing("\n", with: "; ")
            return "\(operation) = \(value), gradient \(gradient)"
        }.joined(separator: "\n")
    }
}

/// How operations are written inside a node.
enum OperationSign {
    private static let signs = [
        "add": "+", "subtract": "−", "multiply": "×", "divide": "/", "negative": "× −1", "reciprocal": "1/x",
        "matmul": "@", "sum": "Σ", "sigmoid": "σ", "square": "x²", "sqrt": "√x", "rsqrt": "1/√x", "exp": "exp",
        "log": "ln", "maximum": "max", "minimum": "min", "relu": "ReLU", "absolute": "|x|", "prod": "Π",
        "transpose": "xᵀ",
    ]

    /// The sign of an operation; constants among its operands stand in it: `+ 1`, `1/x`, `x²`.
    static func text(_ name: String, _ inputs: [Variable]) -> String {
        let constants = inputs.map { $0.isTracked ? nil : constant($0) }
        guard inputs.count == 2, constants.contains(where: { $0 != nil }) else { return signs[name] ?? name }
        switch (name, constants[0], constants[1]) {
        case ("add", let c?, nil), ("add", nil, let c?): return c.hasPrefix("-") ? "− \(c.dropFirst())" : "+ \(c)"
        case ("subtract", nil, let c?): return c.hasPrefix("-") ? "+ \(c.dropFirst())" : "− \(c)"
        case ("subtract", let c?, nil): return "\(c) − x"
        case ("multiply", let c?, nil), ("multiply", nil, let c?):
            return "× \(c)".replacing("-", with: "−")
        case ("divide", nil, let c?): return "/ \(c)"
        case ("divide", let c?, nil): return "\(c)/x"
        case ("maximum", nil, let c?), ("maximum", let c?, nil): return "max(x, \(c))"
        case ("minimum", nil, let c?), ("minimum", let c?, nil): return "min(x, \(c))"
        case ("power", nil, "2"?): return "x²"
        case ("power", nil, "3"?): return "x³"
        case ("power", nil, let c?): return "x^\(c)"
        case ("power", let c?, nil): return "\(c)^x"
        default: return signs[name] ?? name
        }
    }

    /// A constant in few signs: a number, or `c` for an array.
    private static func constant(_ variable: Variable) -> String {
        guard variable.value.count == 1, let number = try? variable.value.elements(as: Double.self).first else {
            return "c"
        }
        return number == number.rounded() && abs(number) < 1e6 ? "\(Int(number))" : String(format: "%.3g", number)
    }
}

/// Numbers of a node in few lines.
enum NumberLines {
    /// A number, a small array row by row, or what can be said of a larger one.
    static func text(_ tensor: Tensor) -> String {
        guard let numbers = try? tensor.elements(as: Double.self) else { return "?" }
        let shape = tensor.shape
        if numbers.count == 1 { return text(numbers[0]) }
        if shape.count == 1, numbers.count <= 4 { return "[" + numbers.map { text($0) }.joined(separator: "  ") + "]" }
        if shape.count == 2, shape[0] <= 4, shape[1] <= 4, !numbers.isEmpty {
            return (0..<shape[0]).map { row in
                "[" + numbers[row * shape[1]..<(row + 1) * shape[1]].map { text($0) }.joined(separator: "  ") + "]"
            }.joined(separator: "\n")
        }
        let sizes = "(" + shape.map(String.init).joined(separator: ", ") + ")"
        guard let low = numbers.min(), let high = numbers.max() else { return sizes }
        return "\(sizes)\n\(text(low)) … \(text(high))"
    }

    /// Two digits after the point, as lectures write them; powers of ten for what would be lost.
    static func text(_ number: Double) -> String {
        if number == 0 { return "0.00" }
        guard number.isFinite else { return number.isNaN ? "nan" : number > 0 ? "inf" : "-inf" }
        let isPlain = (0.005..<10_000).contains(abs(number))
        return String(format: isPlain ? "%.2f" : "%.1e", number)
    }
}
