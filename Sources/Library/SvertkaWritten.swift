import Language

/// The part of module `svertka` that is written in the language: each topic runs when one of its names is asked for.
enum SvertkaWritten {
    static let module = WrittenModule(start: start, topics: ExplainText.topics + LooksText.topics)

    /// What all topics import. NumPy is there at once; what costs time is imported where it is used.
    private static let start = #"""
        import numpy as _np
        """#
}
