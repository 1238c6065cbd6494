import Language
import Testing

@Suite struct GradientsTests {
    /// What a program prints.
    private func printed(_ source: String) throws -> String {
        try Program.run("import numpy as np\nfrom svertka.gradients import *\n\(source)\n").reduce(into: "") {
            if case .stream(.stdout, let text) = $1 { $0 += text }
        }
    }

    @Test(arguments: [
        ("print(grad(lambda x: x ** 2 + 3 * x)(2.0))", "7.0"),
        ("print(grad(lambda x: 1 / x)(2))", "-0.25"),
        ("print(grad(lambda x: -(2 - x) ** 3)(1.0))", "3.0"),
        ("print(grad(lambda a, b: a * b, 1)(5.0, 2.0))", "5.0"),
        ("print(value_and_grad(lambda x: x * x)(3.0))", "(9.0, 6.0)"),
        ("print(grad(lambda w: (w * w).sum())(np.array([1.0, 2.0, 3.0])))", "[2. 4. 6.]"),
        ("print(grad(lambda w: w[1] * w[-1])(np.array([1.0, 2.0, 3.0])))", "[0. 3. 2.]"),
        ("print(grad(lambda w: np.exp(w).sum())(np.zeros(2)))", "[1. 1.]"),
        ("print(grad(lambda w: (np.array([1.0, 2.0]) * w).mean())(np.ones(2)))", "[0.5 1. ]"),
        ("print(grad(lambda w: (np.eye(2) @ w).sum())(np.ones((2, 2))))", "[[1. 1.]\n [1. 1.]]"),
        ("print(grad(grad(lambda x: x ** 3))(2.0))", "12.0"),
        ("print(grad(lambda x: 5)(1.0))", "0.0"),
        ("print(grad(lambda w: (w * 2).sum())(np.ones(2, dtype=np.float32)).dtype)", "float32"),
        ("x = variable(3.0)\nprint(gradients(x * x + x, [x])[0])", "7.0"),
        ("print(grad(lambda x: relu(x) if x > 1 else x)(0.5))", "1.0"),
    ])
    func derivativesAreThoseOfTheFormula(source: String, text: String) throws {
        #expect(try printed(source) == text + "\n")
    }

    /// The lecture's straight line: least squares by gradient descent ends near w = 2, b = 1.
    @Test func gradientDescentFindsTheLine() throws {
        let source = """
            x = np.linspace(0, 1, 20)
            y = 2 * x + 1
            def loss(p):
                return ((p[0] * x + p[1] - y) ** 2).mean()
            p = np.zeros(2)
            for i in range(2000):
                p = p - 0.5 * grad(loss)(p)
            print(p.round(3))
            """
        #expect(try printed(source) == "[2. 1.]\n")
    }

    @Test(arguments: [
        ("grad(lambda x: x * 2)(np.ones(3))", "TypeError: the gradient of one number is wanted"),
        ("grad(lambda x: np.cbrt(x))(1.0)", "TypeError: numpy.cbrt has no gradient"),
        ("grad(lambda x: x, 2)(1.0)", "TypeError: the function is differentiated by its argument 2"),
        ("gradients(variable(1.0), [1.0])", "TypeError: a Variable is wanted, not 'float'"),
    ])
    func mistakesAreNamed(call: String, message: String) {
        let error = Program.error("import numpy as np\nfrom svertka.gradients import *\n\(call)\n")
        #expect(error?.hasPrefix(message) == true, "\(error ?? "no error")")
    }
}
