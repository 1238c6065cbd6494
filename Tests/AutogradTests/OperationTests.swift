import Autograd
import Foundation
import Tensors
import Testing

/// Distinct numbers spread over a range in a scattered order: no two closer than the step of a difference, so that
/// maxima and kinks stay where they are.
func spread(_ shape: [Int], _ range: ClosedRange<Double>, seed: Int) throws -> Tensor {
    let count = shape.reduce(1, *)
    let width = (range.upperBound - range.lowerBound) / Double(count + 1)
    let order = (0..<count).sorted { ($0 &* 7919 &+ seed &* 104_729) % 1009 < ($1 &* 7919 &+ seed &* 104_729) % 1009 }
    return try Tensor(
        order.map { range.lowerBound + width * (Double($0) + 0.7 + 0.1 * Double(seed % 3)) }, shape: shape)
}

/// The largest distance between two tensors of one shape.
func distance(_ a: Tensor, _ b: Tensor) throws -> Double {
    #expect(a.shape == b.shape)
    return zip(try a.elements(as: Double.self), try b.elements(as: Double.self)).map { abs($0 - $1) }.max() ?? 0
}

/// Weights that make one number of a result, different for each element.
private func weights(_ shape: [Int]) throws -> Tensor { try spread(shape, 0.2...1.7, seed: 2) }

/// What claims a slope of 0 where there is one: central differences would see it.
private let withoutSlope: Set<String> = ["stop_gradient"]
private let rows = Operation.table.map(\.name).filter { !withoutSlope.contains($0) }

@Test(arguments: rows)
func gradientAgreesWithCentralDifferences(_ name: String) throws {
    let operation = try #require(Operation.named(name))
    #expect(!operation.examples.isEmpty, "an operation without examples is untested")
    for example in operation.examples {
        let arguments = try example.shapes.enumerated().map { try spread($1, example.range, seed: $0) }
        let variables = try arguments.map { try Variable($0) }
        let result = try operation.apply(variables, example.parameters)
        let weight = try Variable.constant(weights(result.shape))
        let gradients = try (result * weight).sum().gradients(of: variables)
        let expected = try CentralDifferences.gradients(at: arguments) { (moved) throws(TensorError) in
            var inputs: [Variable] = []
            for tensor in moved { inputs.append(try .constant(tensor)) }
            return try (operation.apply(inputs, example.parameters) * weight).sum().value.item().double
        }
        for (gradient, slope) in zip(gradients, expected) {
            #expect(try distance(gradient.value, slope) < 1e-7, "\(name) on \(example.shapes)")
        }
    }
}

@Test(arguments: rows)
func secondDerivativeAgreesWithCentralDifferencesOfTheFirst(_ name: String) throws {
    let operation = try #require(Operation.named(name))
    for example in operation.examples {
        let arguments = try example.shapes.enumerated().map { try spread($1, example.range, seed: $0) }
        /// A number that depends on the first gradients: the sum of their products with fixed weights.
        func score(_ variables: [Variable]) throws(TensorError) -> Variable {
            let result = try operation.apply(variables, example.parameters)
            let squared = try (result * result).sum()
            var total = try Variable.constant(Tensor(.float(0), dtype: .float64))
            for gradient in try squared.gradients(of: variables, keepsGraph: true) {
                total = try total + gradient.sum()
            }
            return total
        }
        let variables = try arguments.map { try Variable($0) }
        let gradients = try score(variables).gradients(of: variables)
        let expected = try CentralDifferences.gradients(at: arguments) { (moved) throws(TensorError) in
            var inputs: [Variable] = []
            for tensor in moved { inputs.append(try Variable(tensor)) }
            return try score(inputs).value.item().double
        }
        for (gradient, slope) in zip(gradients, expected) {
            #expect(try distance(gradient.value, slope) < 1e-5, "\(name) on \(example.shapes)")
        }
    }
}

@Test func namesInTheTableAreDifferent() {
    #expect(Set(Operation.table.map(\.name)).count == Operation.table.count)
    for operation in Operation.table { #expect(!operation.doc.isEmpty, "\(operation.name)") }
}

@Test func thePageAboutGradientsNamesEveryRow() throws {
    let path = URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
        .appendingPathComponent("../../docs/autograd.md").standardized
    let page = try String(contentsOf: path, encoding: .utf8)
    for operation in Operation.table { #expect(page.contains("`\(operation.name)`"), "\(operation.name)") }
}

/// A program may call any row by its name: what it forgets is an error, never the end of the process.
@Test(arguments: Operation.table.map(\.name))
func rowsWithoutWhatTheyNeedAreErrorsOrResults(_ name: String) throws {
    let operation = try #require(Operation.named(name))
    for shape in [[], [0], [3], [2, 3], [1, 2, 2, 1]] {
        for count in 0..<5 {
            let operands = try (0..<count).map { try Variable(spread(shape, 0.1...0.9, seed: $0)) }
            for parameters in [Operation.Parameters(), .init(axes: [7]), .init(axes: [-1]), .init(shape: [2, 3])] {
                guard let y = try? operation.apply(operands, parameters) else { continue }
                _ = try? (y * y).sum().gradients(of: operands)
            }
        }
    }
}
