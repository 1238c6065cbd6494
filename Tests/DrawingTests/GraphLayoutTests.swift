import Drawing
import Testing

/// Repeatable numbers (SplitMix64).
private struct Numbers: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var z = state
        z = (z ^ (z >> 30)) &* 0xbf58_476d_1ce4_e5b9
        z = (z ^ (z >> 27)) &* 0x94d0_49bb_1331_11eb
        return z ^ (z >> 31)
    }
}

/// A graph as a test sees it.
private struct Graph {
    var sizes: [(width: Double, height: Double)]
    var edges: [(from: Int, to: Int)]

    /// Boxes of one size.
    init(_ count: Int, _ edges: [(Int, Int)]) {
        sizes = Array(repeating: (120, 40), count: count)
        self.edges = edges.map { (from: $0.0, to: $0.1) }
    }

    /// Boxes of many sizes, edges from earlier to later ones.
    init(seed: Int) {
        var numbers = Numbers(state: UInt64(seed))
        let count = Int.random(in: 1...40, using: &numbers)
        sizes = (0..<count).map { _ in
            (.random(in: 10...260, using: &numbers), .random(in: 10...90, using: &numbers))
        }
        edges = []
        for from in 0..<count {
            for _ in 0..<Int.random(in: 0...3, using: &numbers) where from + 1 < count {
                edges.append((from, Int.random(in: from + 1..<count, using: &numbers)))
            }
        }
    }

    func layout(_ direction: GraphLayout.Direction = .down) throws -> GraphLayout {
        try GraphLayout(sizes: sizes, edges: edges, direction: direction)
    }

    /// A chain of boxes, some of whose edges are shortcuts.
    static func chain(_ count: Int, shortcuts: [(Int, Int)] = []) -> Graph {
        Graph(count, (0..<count - 1).map { ($0, $0 + 1) } + shortcuts)
    }

    /// Modules of four branches, one of them shorter, as in Inception.
    static func inception(_ modules: Int) -> Graph {
        var edges: [(Int, Int)] = []
        var head = 0, next = 1
        for _ in 0..<modules {
            let join = next + 7
            edges += [(head, next), (next, join)]
            for branch in 0..<3 {
                let first = next + 1 + 2 * branch
                edges += [(head, first), (first, first + 1), (first + 1, join)]
            }
            (head, next) = (join, join + 1)
        }
        return Graph(next, edges)
    }
}

@Suite struct GraphLayoutTests {
    @Test(arguments: 0..<60)
    func boxesKeepApartAndEdgesGoDown(seed: Int) throws {
        let graph = Graph(seed: seed)
        let layout = try graph.layout()
        #expect(layout.boxes.count == graph.sizes.count && layout.routes.count == graph.edges.count)
        for (a, box) in layout.boxes.enumerated() {
            #expect(box.x >= -1e-6 && box.y >= 0)
            #expect(box.right <= layout.width + 1e-6 && box.bottom <= layout.height + 1e-6)
            #expect(abs(box.width - graph.sizes[a].width) < 1e-9 && abs(box.height - graph.sizes[a].height) < 1e-9)
            for b in 0..<a { #expect(!box.inset(left: 1e-6, right: 1e-6).overlaps(layout.boxes[b])) }
        }
        for (edge, route) in zip(graph.edges, layout.routes) {
            #expect(layout.ranks[edge.from] < layout.ranks[edge.to])
            let (from, to) = (layout.boxes[edge.from], layout.boxes[edge.to])
            let first = try #require(route.first), last = try #require(route.last)
            #expect(abs(first.y - from.bottom) < 1e-6 && from.contains(Point(first.x, from.bottom)))
            #expect(abs(last.y - to.y) < 1e-6 && to.contains(Point(last.x, to.y)))
            for (upper, lower) in zip(route, route.dropFirst()) { #expect(upper.y <= lower.y + 1e-6) }
        }
    }

    @Test(arguments: 0..<60)
    func edgesRunAroundBoxes(seed: Int) throws {
        let graph = Graph(seed: seed)
        let layout = try graph.layout()
        for (edge, route) in zip(graph.edges, layout.routes) {
            for (a, b) in zip(route, route.dropFirst()) {
                // Pieces that bend lie between ranks, those beside boxes are straight: a straight line is their hull.
                for step in 0...20 {
                    let part = Double(step) / 20
                    let point = Point(a.x + (b.x - a.x) * part, a.y + (b.y - a.y) * part)
                    for (place, box) in layout.boxes.enumerated() where place != edge.from && place != edge.to {
                        #expect(!box.inset(left: 1, top: 1, right: 1, bottom: 1).contains(point))
                    }
                }
            }
        }
    }

    @Test func theSameGraphGivesTheSameDrawing() throws {
        let graph = Graph(seed: 7)
        let (first, second) = (try graph.layout(), try graph.layout())
        #expect(first.boxes == second.boxes && first.routes == second.routes)
    }

    @Test func aTurnedDrawingIsThatOfTurnedBoxes() throws {
        var graph = Graph(seed: 11)
        let right = try graph.layout(.right)
        graph.sizes = graph.sizes.map { ($0.height, $0.width) }
        let down = try graph.layout()
        #expect(right.boxes == down.boxes.map { Rect($0.y, $0.x, $0.height, $0.width) })
        #expect(right.width == down.height && right.height == down.width)
    }

    @Test func crossingsThatNeedNotBeAreGone() throws {
        // A tree whose leaves come in a bad order, a ladder, and branches that join.
        #expect(try Graph(7, [(0, 1), (0, 2), (1, 5), (2, 3), (1, 6), (2, 4)]).layout().crossings == 0)
        #expect(try Graph(6, [(0, 3), (1, 2), (3, 4), (2, 5)]).layout().crossings == 0)
        #expect(try Graph.inception(4).layout().crossings == 0)
        #expect(try Graph.chain(20, shortcuts: [(0, 19), (2, 17), (4, 15)]).layout().crossings == 0)
    }

    @Test func crossingsThatMustBeAreCounted() throws {
        // Every one of two boxes leads to every one of two others: one pair of edges crosses, of three by three nine.
        #expect(try Graph(4, [(0, 2), (0, 3), (1, 2), (1, 3)]).layout().crossings == 1)
        let all = (0..<3).flatMap { a in (3..<6).map { (a, $0) } }
        #expect(try Graph(6, all).layout().crossings == 9)
    }

    @Test func theTrunkOfANetworkIsStraight() throws {
        let residual = Graph.chain(40, shortcuts: stride(from: 1, to: 36, by: 4).map { ($0, $0 + 4) })
        let nested = Graph.chain(25, shortcuts: [(2, 22), (5, 19), (8, 16)])
        for graph in [residual, nested] {
            let boxes = try graph.layout().boxes
            for box in boxes { #expect(abs(box.centre.x - boxes[0].centre.x) < 1e-6) }
        }
    }

    @Test func branchesStandEvenlyUnderWhatTheyComeFrom() throws {
        let layout = try Graph.inception(3).layout()
        for (head, first) in [(0, 1), (8, 9), (16, 17)] {
            let branches = [first, first + 1, first + 3, first + 5].map { layout.boxes[$0].centre.x }
            let middle = ((branches.min() ?? 0) + (branches.max() ?? 0)) / 2
            #expect(abs(layout.boxes[head].centre.x - middle) < 40)
        }
    }

    @Test func inputsStandBeforeWhatNeedsThem() throws {
        let layout = try Graph(5, [(0, 1), (1, 2), (2, 3), (4, 3)]).layout()
        #expect(layout.ranks == [0, 1, 2, 3, 2])
    }

    @Test func whatIsNoDrawingIsAnError() {
        #expect { try Graph(2, [(0, 1), (1, 0)]).layout() } throws: {
            "\($0)".hasPrefix("the graph's edges go in a circle")
        }
        #expect { try Graph(2, [(0, 5)]).layout() } throws: { "\($0)".contains("not there") }
        #expect { try Graph(20_001, []).layout() } throws: { "\($0)".contains("at most 20000 can") }
        // Few boxes, but many bends.
        let long = Graph.chain(300, shortcuts: (0..<250).map { ($0, 299) })
        #expect { try long.layout() } throws: { "\($0)".contains("at most 20000 can") }
    }

    @Test func nothingAndLoopsAreDrawn() throws {
        #expect(try Graph(0, []).layout().height == 0)
        let alone = try Graph(1, [(0, 0)]).layout()
        #expect(alone.boxes.count == 1 && alone.routes == [[]])
    }
}

@Suite struct LayerDiagramTests {
    private func diagram(_ count: Int, _ edges: [(from: Int, to: Int)]? = nil) -> LayerDiagram {
        let boxes = (0..<count).map { place in
            var box = LayerDiagram.Box(kind: "Kind\(place)", color: Color.cycle[place % 10])
            box.inputs = ["(None, 28, 28, \(place))"]
            box.outputs = ["(None, 28, 28, \(place + 1))"]
            return box
        }
        return LayerDiagram(boxes: boxes, edges: edges ?? (0..<max(count - 1, 0)).map { ($0, $0 + 1) })
    }

    @Test func everyBoxSaysWhatItIs() throws {
        var boxes = diagram(2)
        boxes.boxes[1].name = "second"
        boxes.boxes[1].tags = ["relu", "frozen"]
        boxes.boxes[1].inside = diagram(1)
        let texts = try boxes.scene().texts
        for wanted in ["Kind0", "(None, 28, 28, 0)", "→", "Kind1", "second", "relu", "frozen"] {
            #expect(texts.contains(wanted))
        }
        #expect(texts.count { $0 == "Kind0" } == 2, "the box inside is drawn too")
    }

    @Test func aLongChainFitsAPage() throws {
        let scene = try diagram(16).scene()
        #expect(scene.width < 900 && scene.height < 900)
        let alone = try diagram(8).scene()
        #expect(alone.width < 400)
    }

    @Test func partsThatCannotBeCutStayInOneColumn() throws {
        let edges = (0..<29).map { (from: $0, to: $0 + 1) } + [(from: 0, to: 29)]
        let scene = try diagram(30, edges).scene()
        #expect(scene.width < 500 && scene.height > 1500)
    }

    @Test func anArrowEndsAtEachBox() throws {
        let scene = try diagram(3).scene()
        let heads = scene.marks.count { mark in
            if case .shape(let path, let fill?, nil) = mark {
                path.elements.count == 4 && fill.alpha == 1
            } else {
                false
            }
        }
        #expect(heads == 2)
    }
}

@Suite struct ValueDiagramTests {
    @Test func valuesStandOverGradients() throws {
        let nodes = [
            ValueDiagram.Node("x", isInput: true, value: "2.00", gradient: "3.00"),
            ValueDiagram.Node("y", isInput: true, value: "3.00", gradient: "2.00"),
            ValueDiagram.Node("×", isInput: false, value: "6.00", gradient: "1.00"),
        ]
        let scene = try ValueDiagram(nodes: nodes, edges: [(0, 2), (1, 2)]).scene()
        var places: [String: Point] = [:]
        for mark in scene.marks {
            guard case .text(let text, let at, let style, _, _) = mark else { continue }
            places["\(text) \(style.color == ValueDiagram.valueColor)"] = at
        }
        let value = try #require(places["6.00 true"]), gradient = try #require(places["1.00 false"])
        #expect(value.y < gradient.y && value.x == gradient.x)
        let input = try #require(places["2.00 true"])
        #expect(input.x < value.x)
        #expect(Set(scene.texts) == ["x", "y", "×", "2.00", "3.00", "6.00", "1.00"])
    }
}
