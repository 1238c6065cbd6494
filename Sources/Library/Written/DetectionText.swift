import Language

/// `svertka.detection`: objects in pictures, from KITTI's labels to its evaluation. Written in the language over NumPy and Keras;
/// what is hot is in `svertka._detection`.
enum DetectionText {
    static let module = WrittenModule(
        source: [start, labels, frames, bodies, street, scenes, truth, networks, detector, evaluation, looks]
            .joined(separator: "\n\n"))

    private static let start = #"""
        import math as _math
        import os as _os
        import numpy as _np
        import svertka._detection as _native

        """#
}
