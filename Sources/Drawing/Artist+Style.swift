/// What artists of every kind have in common: names, colours and lines that can be asked for and changed.
extension Artist {
    /// Where it stands in drawing order unless told otherwise, as in matplotlib.
    var order: Double {
        switch self {
        case .image: 0
        case .scatter, .bars, .area, .polygons: 1
        case .line, .segments: 2
        case .rule(let rule): rule.end == nil ? 2 : 1
        case .text: 3
        }
    }

    /// The name in the legend; empty or beginning with `_` for none.
    public var label: String {
        get {
            switch self {
            case .line(let it): it.label
            case .scatter(let it): it.label
            case .bars(let it): it.label
            case .area(let it): it.label
            case .polygons(let it): it.label
            case .segments(let it): it.label
            case .rule(let it): it.label
            case .image, .text: ""
            }
        }
        set {
            switch self {
            case .line(var it):
                it.label = newValue
                self = .line(it)
            case .scatter(var it):
                it.label = newValue
                self = .scatter(it)
            case .bars(var it):
                it.label = newValue
                self = .bars(it)
            case .area(var it):
                it.label = newValue
                self = .area(it)
            case .polygons(var it):
                it.label = newValue
                self = .polygons(it)
            case .segments(var it):
                it.label = newValue
                self = .segments(it)
            case .rule(var it):
                it.label = newValue
                self = .rule(it)
            case .image, .text: break
            }
        }
    }

    /// The colours that areas are filled with and lines drawn in.
    public var colors: [Color] {
        get {
            switch self {
            case .line(let it): [it.stroke?.color ?? it.symbolFill]
            case .scatter(let it): it.colors
            case .bars(let it): it.colors
            case .area(let it): [it.fill]
            case .polygons(let it): it.fills
            case .segments(let it): it.strokes.map(\.color)
            case .rule(let it): [it.stroke.color]
            case .text(let it): [it.style.color]
            case .image: []
            }
        }
        set {
            guard let first = newValue.first else { return }
            switch self {
            case .line(var it):
                it.stroke?.color = first
                it.symbolFill = first
                self = .line(it)
            case .scatter(var it):
                it.colors = newValue
                self = .scatter(it)
            case .bars(var it):
                it.colors = newValue
                self = .bars(it)
            case .area(var it):
                it.fill = first
                self = .area(it)
            case .polygons(var it):
                it.fills = newValue
                self = .polygons(it)
            case .segments(var it):
                let old = it.strokes.first ?? Stroke(first)
                it.strokes = newValue.map { color in
                    var stroke = old
                    stroke.color = color
                    return stroke
                }
                self = .segments(it)
            case .rule(var it):
                it.stroke.color = first
                self = .rule(it)
            case .text(var it):
                it.style.color = first
                self = .text(it)
            case .image: break
            }
        }
    }

    /// The line that it is drawn with, or its edge; nil where there is none.
    public var stroke: Stroke? {
        get {
            switch self {
            case .line(let it): it.stroke
            case .scatter(let it): it.edge
            case .bars(let it): it.edge
            case .area(let it): it.edge
            case .polygons(let it): it.edge
            case .segments(let it): it.strokes.first
            case .rule(let it): it.stroke
            case .image, .text: nil
            }
        }
        set {
            switch self {
            case .line(var it):
                it.stroke = newValue
                self = .line(it)
            case .scatter(var it):
                it.edge = newValue
                self = .scatter(it)
            case .bars(var it):
                it.edge = newValue
                self = .bars(it)
            case .area(var it):
                it.edge = newValue
                self = .area(it)
            case .polygons(var it):
                it.edge = newValue
                self = .polygons(it)
            case .segments(var it):
                if let newValue {
                    it.strokes = it.strokes.map { old in
                        var stroke = newValue
                        stroke.color = old.color
                        return stroke
                    }
                }
                self = .segments(it)
            case .rule(var it):
                if let newValue { it.stroke = newValue }
                self = .rule(it)
            case .image, .text: break
            }
        }
    }
}
