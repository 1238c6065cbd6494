import Autograd
import Tensors
import Testing

/// Large products go to OpenBLAS in parts, small ones to a plain loop: both ways against one another.
@Test(
    arguments: [[0, 0], [0, 1], [1, 0], [1, 1]], [([Int](), [Int]()), ([2], []), ([3, 1], [1, 2]), ([5], [5])])
func largeProductsAgreeWithThoseRowByRow(_ turns: [Int], _ batch: ([Int], [Int])) throws {
    let matmul = try #require(Operation.named("matmul"))
    let (m, k, n) = (70, 33, 20)
    let a = try Variable(spread(batch.0 + (turns[0] == 1 ? [k, m] : [m, k]), -1...1, seed: 1))
    let b = try Variable(spread(batch.1 + (turns[1] == 1 ? [n, k] : [k, n]), -1...1, seed: 2))
    let y = try matmul(a, b, parameters: .init(axes: turns))
    let wide = try Tensor.broadcastShape([batch.0, batch.1])
    #expect(y.shape == wide + [m, n])
    let left = turns[0] == 1 ? try a.matrixTransposed() : a
    let right = turns[1] == 1 ? try b.matrixTransposed() : b
    let slow = try (left.expandingDimensions([-1]) * right.expandingDimensions([-3])).sum([-2])
    #expect(try distance(y.value, slow.value) < 1e-12)
    let dy = try spread(y.shape, -1...1, seed: 3)
    let fast = try Variable.gradients(of: [a, b], from: [(y, dy)])
    let truth = try Variable.gradients(of: [a, b], from: [(slow, dy)])
    for (one, other) in zip(fast, truth) { #expect(try distance(one.value, other.value) < 1e-11) }
}
