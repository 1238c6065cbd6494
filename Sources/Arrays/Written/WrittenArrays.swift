import Language

/// The part of `numpy` that is written in the language itself, over the functions that the tables give: what NumPy
/// composes of array expressions too. Each text is a topic, which runs when one of its names is asked for.
enum WrittenArrays {
    static let module = WrittenModule(
        start: start,
        topics: [
            nanForms, quantiles, sets, counting, calculus, layout, places, loops, products, grids, errors, polynomials,
            tables,
        ])

    private static let start = """
        import numpy as _np
        import warnings as _warnings

        """
}
