import Language

/// The part of `numpy` that is written in the language itself, over the functions that the tables give: what NumPy
/// composes of array expressions too. Each text is a topic; together they are one module.
enum WrittenArrays {
    static let module = WrittenModule(
        source: [
            start, nanForms, sets, counting, calculus, layout, places, loops, products, grids, errors, polynomials,
            tables,
        ].joined(
            separator: "\n"))

    private static let start = """
        import numpy as _np
        import warnings as _warnings

        """
}
