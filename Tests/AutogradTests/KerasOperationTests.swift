import Autograd
import Foundation
import Tensors
import Testing

/// One case of Fixtures/keras_operations.txt: what Keras 3 on TensorFlow computed in float64.
struct KerasCase: Sendable, CustomStringConvertible {
    var name = ""
    var inputs: [(shape: [Int], low: Double, high: Double)] = []
    var shape: [Int] = []
    var output: [Double] = []
    var gradients: [[Double]] = []
    var description: String { name }

    /// Numbers spread over a range by the golden ratio, as the script spreads them.
    static func numbers(_ spec: (shape: [Int], low: Double, high: Double), _ seed: Int) throws -> Tensor {
        let elements = (0..<spec.shape.reduce(1, *)).map { i in
            let u = Double(i + 1) * 0.6180339887498949 + Double(seed) * 0.3819660112501051
            return spec.low + (spec.high - spec.low) * (u - u.rounded(.down))
        }
        return try Tensor(elements, shape: spec.shape)
    }

    /// All cases of the file.
    static let all: [KerasCase] = {
        let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
            .appendingPathComponent("Fixtures/keras_operations.txt")
        guard let text = try? String(contentsOf: path, encoding: .utf8) else { return [] }
        var cases: [KerasCase] = []
        for line in text.split(separator: "\n") {
            let words = line.split(separator: " ")
            func shape(_ word: Substring) -> [Int] {
                word == "-" ? [] : word.split(separator: ",").compactMap { Int($0) }
            }
            switch words[0] {
            case "case": cases.append(KerasCase(name: String(line.dropFirst(5))))
            case "in":
                cases[cases.count - 1].inputs.append(
                    (shape(words[1]), Double(words[2]) ?? .nan, Double(words[3]) ?? .nan))
            case "out":
                cases[cases.count - 1].shape = shape(words[1])
                cases[cases.count - 1].output = words.dropFirst(2).map { Double($0) ?? .nan }
            default: cases[cases.count - 1].gradients.append(words.dropFirst().map { Double($0) ?? .nan })
            }
        }
        return cases
    }()
}

/// The largest difference, over the size of what was expected where that is above 1.
private func error(_ found: [Double], _ expected: [Double]) -> Double {
    guard found.count == expected.count else { return .infinity }
    let size = max(1, expected.map(\.magnitude).max() ?? 1)
    return zip(found, expected).map { ($0 - $1).magnitude / size }.max() ?? 0
}

@Test func everyCaseOfKerasHasAFunctionHere() {
    let known = Set(kerasFunctions.keys)
    let wanted = Set(KerasCase.all.map(\.name))
    #expect(wanted.count > 200)
    #expect(wanted.subtracting(known).sorted() == [])
    #expect(known.subtracting(wanted).sorted() == [])
}

/// Where TensorFlow computes in single precision, or keeps a constant in it, whatever it is given.
private let roundedByKeras: Set<String> = [
    "leaky_relu", "leaky_relu(0.05)", "gelu", "log_cosh", "upsampling bilinear", "resize bilinear 5 7",
    "resize bilinear 2 2", "resize bilinear 3 9", "multi_head", "multi_head masked", "multi_head causal",
]
/// Where single precision is too narrow: 1 - 1e-7 is 1 - 1.19e-7 in it.
private let onlyInDouble: Set<String> = ["binary_crossentropy clipped"]

@Test(arguments: KerasCase.all, [DType.float64, .float32])
func valuesAndGradientsAreThoseOfKeras(_ one: KerasCase, _ dtype: DType) throws {
    guard let function = kerasFunctions[one.name], dtype == .float64 || !onlyInDouble.contains(one.name) else { return }
    let variables = try one.inputs.enumerated().map { try Variable(KerasCase.numbers($1, $0).asType(dtype)) }
    let y = try function.run(variables)
    #expect(y.shape == one.shape)
    #expect(y.value.dtype == dtype)
    let limit = dtype == .float64 && !roundedByKeras.contains(one.name) ? 1e-9 : 1e-5
    #expect(error(try y.value.elements(as: Double.self), one.output) < limit, "value of \(one.name)")
    let weights = (0..<y.value.count).map { i in
        let u = Double(i + 1) * 0.7548776662466927
        return 0.2 + u - u.rounded(.down)
    }
    let gradients = try Variable.gradients(of: variables, from: [(y, Tensor(weights, shape: y.shape))])
    for (place, gradient) in gradients.enumerated() {
        #expect(gradient.value.dtype == dtype)
        #expect(
            error(try gradient.value.elements(as: Double.self), one.gradients[place]) < limit,
            "gradient of operand \(place) of \(one.name)")
    }
}
