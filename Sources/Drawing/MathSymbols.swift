/// TeX's names of signs, as far as labels of plots use them.
enum MathSymbols {
    /// Greek letters: slanted when small, upright when large.
    static let letters: [String: String] = [
        "alpha": "α", "beta": "β", "gamma": "γ", "delta": "δ", "epsilon": "ε", "varepsilon": "ε", "zeta": "ζ",
        "eta": "η", "theta": "θ", "vartheta": "ϑ", "iota": "ι", "kappa": "κ", "lambda": "λ", "mu": "μ", "nu": "ν",
        "xi": "ξ", "pi": "π", "rho": "ρ", "sigma": "σ", "tau": "τ", "upsilon": "υ", "phi": "φ", "varphi": "φ",
        "chi": "χ", "psi": "ψ", "omega": "ω", "ell": "ℓ", "hbar": "ℏ", "partial": "∂",
    ]

    /// Signs that stand upright without room around them.
    static let signs: [String: String] = [
        "Gamma": "Γ", "Delta": "Δ", "Theta": "Θ", "Lambda": "Λ", "Xi": "Ξ", "Pi": "Π", "Sigma": "Σ", "Upsilon": "Υ",
        "Phi": "Φ", "Psi": "Ψ", "Omega": "Ω", "infty": "∞", "nabla": "∇", "forall": "∀", "exists": "∃",
        "emptyset": "∅", "varnothing": "∅", "neg": "¬", "ldots": "…", "dots": "…", "cdots": "⋯", "vdots": "⋮",
        "prime": "′", "degree": "°", "angle": "∠", "%": "%", "$": "$", "#": "#", "&": "&", "_": "_", "{": "{",
        "}": "}", "|": "‖", "Vert": "‖", "vert": "|", "langle": "⟨", "rangle": "⟩", "lfloor": "⌊", "rfloor": "⌋",
        "lceil": "⌈", "rceil": "⌉", "dagger": "†", "Re": "ℜ", "Im": "ℑ", "aleph": "ℵ", "checkmark": "✓",
        "backslash": "\\", "top": "⊤", "bot": "⊥",
    ]

    /// Operators and relations, which have room on both sides.
    static let operators: [String: String] = [
        "times": "×", "cdot": "·", "div": "÷", "pm": "±", "mp": "∓", "ast": "∗", "star": "⋆", "circ": "∘",
        "bullet": "•", "oplus": "⊕", "otimes": "⊗", "odot": "⊙", "cap": "∩", "cup": "∪", "wedge": "∧", "land": "∧",
        "vee": "∨", "lor": "∨", "setminus": "∖", "leq": "≤", "le": "≤", "geq": "≥", "ge": "≥", "neq": "≠", "ne": "≠",
        "approx": "≈", "sim": "∼", "simeq": "≃", "equiv": "≡", "propto": "∝", "ll": "≪", "gg": "≫", "in": "∈",
        "notin": "∉", "ni": "∋", "subset": "⊂", "subseteq": "⊆", "supset": "⊃", "to": "→", "rightarrow": "→",
        "leftarrow": "←", "leftrightarrow": "↔", "Rightarrow": "⇒", "Leftarrow": "⇐", "Leftrightarrow": "⇔",
        "mapsto": "↦", "longrightarrow": "⟶", "uparrow": "↑", "downarrow": "↓", "mid": "∣", "parallel": "∥",
        "perp": "⊥", "colon": ":",
    ]

    /// Large operators with their limits above and below.
    static let large: [String: String] = [
        "sum": "∑", "prod": "∏", "coprod": "∐", "bigcup": "⋃", "bigcap": "⋂", "bigoplus": "⨁",
    ]

    /// Integrals, whose limits stand beside them.
    static let integrals: [String: String] = ["int": "∫", "iint": "∬", "iiint": "∭", "oint": "∮"]

    /// Names that are written as they are.
    static let functions: Set<String> = [
        "sin", "cos", "tan", "cot", "sinh", "cosh", "tanh", "coth", "arcsin", "arccos", "arctan", "exp", "log", "ln",
        "lg", "det", "dim", "ker", "arg", "deg", "gcd", "Pr", "hom",
    ]

    /// Names whose limits stand below them.
    static let limits: Set<String> = ["max", "min", "lim", "sup", "inf", "argmax", "argmin", "limsup", "liminf"]

    /// Room in parts of the size of letters.
    static let spaces: [String: Double] = [
        ",": 0.17, ":": 0.22, ";": 0.28, " ": 0.28, "!": -0.17, "quad": 1, "qquad": 2, "enspace": 0.5,
    ]

    /// Marks over a letter.
    static let accents: [String: String] = [
        "hat": "ˆ", "widehat": "ˆ", "bar": "ˉ", "overline": "—", "tilde": "˜", "widetilde": "˜", "vec": "→",
        "dot": "˙", "ddot": "¨", "acute": "´", "grave": "`", "check": "ˇ", "breve": "˘", "underline": "_",
    ]

    /// Letters with a double stroke.
    static let doubled: [Character: String] = [
        "R": "ℝ", "N": "ℕ", "Z": "ℤ", "Q": "ℚ", "C": "ℂ", "P": "ℙ", "H": "ℍ", "E": "𝔼", "1": "𝟙",
    ]

    /// Handwritten letters.
    static let script: [Character: String] = [
        "L": "ℒ", "N": "𝒩", "H": "ℋ", "F": "ℱ", "B": "ℬ", "D": "𝒟", "O": "𝒪", "P": "𝒫", "E": "ℰ", "M": "ℳ", "R": "ℛ",
        "I": "ℐ", "X": "𝒳", "Y": "𝒴", "T": "𝒯", "S": "𝒮", "C": "𝒞", "A": "𝒜", "G": "𝒢", "U": "𝒰",
    ]

    /// Commands with an argument that say how letters look.
    static let styles: Set<String> = [
        "mathrm", "mathbf", "mathit", "mathcal", "mathbb", "mathsf", "mathtt", "text", "textbf", "textit",
        "mathregular",
        "mathdefault", "operatorname", "boldsymbol", "rm", "bf", "it", "mathfrak", "mathscr",
    ]
}
