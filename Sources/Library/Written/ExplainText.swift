/// Pictures of computations and trainings: topics of module `svertka`.
enum ExplainText {
    static let topics = [
        graph, ExplainBoundaryText.shared, ExplainBoundaryText.boundary, ExplainBoundaryText.embedding,
        ExplainSurfaceText.surface, ExplainTrainingText.rates, ExplainTrainingText.histograms,
    ]

    /// The computational graph of an expression.
    static let graph = #"""
        def graph(expression, /, **values):
            """Draws a computation as in lectures on back-propagation: the value over each edge in green, the gradient of
            the result under it in red.

            expression: a text, "1 / (1 + exp(-(w * x + b)))", a function, or a variable that was computed already, also
            on a tape. values: numbers or small arrays by name; for a computed variable the variables it came from.
            Texts may use exp, log, sqrt, square, sin, cos, tanh, sigmoid, relu, softplus, abs, max, min, sum and mean."""
            import svertka._graphs as _graphs
            from svertka.gradients import absolute, cos, exp, log, relu, sigmoid, sin, softplus, sqrt, square, tanh, variable
            if not isinstance(expression, str) and not callable(expression):
                return _graphs.draw(expression, list(values), list(values.values()))
            made = {}
            for name, value in values.items():
                made[name] = variable(_np.asarray(value, dtype='float64'))
            if callable(expression):
                return _graphs.draw(expression(**made), list(made), list(made.values()))
            names = {
                'exp': exp, 'log': log, 'ln': log, 'sqrt': sqrt, 'square': square, 'sin': sin, 'cos': cos, 'tanh': tanh,
                'sigmoid': sigmoid, 'relu': relu, 'softplus': softplus, 'abs': absolute, 'max': _np.maximum,
                'min': _np.minimum, 'sum': lambda x: x.sum(), 'mean': lambda x: x.mean(),
            }
            names.update(made)
            return _graphs.draw(eval(expression, names), list(made), list(made.values()))
        """#
}
