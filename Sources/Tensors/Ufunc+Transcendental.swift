import Glibc

/// Exponentials, logarithms, angles: the C library's.

extension Ufunc {
    /// Functions that floating-point numbers only have.
    static let transcendental: [Ufunc] = [
        Ufunc(
            "exp", "Calculate the exponential of all elements in the input array.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.exp(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.exp(x) } }))
        ),
        Ufunc(
            "exp2", "Calculate 2**p for all p in the input array.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.exp2(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.exp2(x) } })
            )),
        Ufunc(
            "expm1", "Calculate exp(x) - 1 for all elements in the array.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.expm1(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.expm1(x) } }
                ))),
        Ufunc(
            "log", "Natural logarithm, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.log(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.log(x) } }))
        ),
        Ufunc(
            "log2", "Base-2 logarithm of x.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.log2(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.log2(x) } })
            )),
        Ufunc(
            "log10", "Return the base 10 logarithm of the input array, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.log10(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.log10(x) } }
                ))),
        Ufunc(
            "log1p", "Return the natural logarithm of one plus the input array, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.log1p(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.log1p(x) } }
                ))),
        Ufunc(
            "cbrt", "Return the cube-root of an array, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.cbrt(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.cbrt(x) } })
            )),
        Ufunc(
            "sin", "Trigonometric sine, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.sin(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.sin(x) } }))
        ),
        Ufunc(
            "cos", "Cosine element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.cos(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.cos(x) } }))
        ),
        Ufunc(
            "tan", "Compute tangent element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.tan(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.tan(x) } }))
        ),
        Ufunc(
            "arcsin", "Inverse sine, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.asin(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.asin(x) } })
            )),
        Ufunc(
            "arccos", "Trigonometric inverse cosine, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.acos(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.acos(x) } })
            )),
        Ufunc(
            "arctan", "Trigonometric inverse tangent, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.atan(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.atan(x) } })
            )),
        Ufunc(
            "sinh", "Hyperbolic sine, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.sinh(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.sinh(x) } })
            )),
        Ufunc(
            "cosh", "Hyperbolic cosine, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.cosh(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.cosh(x) } })
            )),
        Ufunc(
            "tanh", "Compute hyperbolic tangent element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.tanh(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.tanh(x) } })
            )),
        Ufunc(
            "arcsinh", "Inverse hyperbolic sine element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.asinh(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.asinh(x) } }
                ))),
        Ufunc(
            "arccosh", "Inverse hyperbolic cosine, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.acosh(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.acosh(x) } }
                ))),
        Ufunc(
            "arctanh", "Inverse hyperbolic tangent element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in Glibc.atanh(x) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in Glibc.atanh(x) } }
                ))),
        Ufunc(
            "deg2rad", "Convert angles from degrees to radians.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x * (.pi / 180) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x * (.pi / 180) }
                    }))),
        Ufunc(
            "rad2deg", "Convert angles from radians to degrees.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x * (180 / .pi) } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x * (180 / .pi) }
                    }))),
        Ufunc(
            "fabs", "Compute the absolute values element-wise, as floats.",
            loops: loops(
                Loop.floats(
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Float) -> Float in x.magnitude } },
                    { (a, sa, o, so, n) in UfuncLoops.run(a, sa, o, so, n) { (x: Double) -> Double in x.magnitude } }))),
        Ufunc(
            "arctan2", "Element-wise arc tangent of x1/x2 choosing the quadrant correctly.",
            loops: loops(
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in Glibc.atan2(x, y) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in Glibc.atan2(x, y) }
                    }))),
        Ufunc(
            "hypot", "Given the legs of a right triangle, return its hypotenuse.",
            loops: loops(
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in Glibc.hypot(x, y) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in Glibc.hypot(x, y) }
                    }))),
        Ufunc(
            "heaviside", "Compute the Heaviside step function.",
            loops: loops(
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in
                            x != x ? x : (x < 0 ? 0 : (x > 0 ? 1 : y))
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            x != x ? x : (x < 0 ? 0 : (x > 0 ? 1 : y))
                        }
                    }))),
        Ufunc(
            "copysign", "Change the sign of x1 to that of x2, element-wise.",
            loops: loops(
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in Glibc.copysign(x, y) }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            Glibc.copysign(x, y)
                        }
                    }))),
        Ufunc(
            "logaddexp", "Logarithm of the sum of exponentiations of the inputs.",
            loops: loops(
                Loop.floats(
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Float, y: Float) -> Float in Power.logAddExp(x, y)
                        }
                    },
                    { (a, sa, b, sb, o, so, n) in
                        UfuncLoops.run(a, sa, b, sb, o, so, n) { (x: Double, y: Double) -> Double in
                            Power.logAddExp(x, y)
                        }
                    }))),
    ]

    private static func loops(_ parts: [Loop]...) -> [Loop] { parts.flatMap { $0 } }
}
