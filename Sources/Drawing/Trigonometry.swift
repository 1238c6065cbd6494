import Glibc

/// Sine and cosine of a part of a full turn.
func sineAndCosine(_ turn: Double) -> (sine: Double, cosine: Double) {
    (sin(turn * 2 * .pi), cos(turn * 2 * .pi))
}
