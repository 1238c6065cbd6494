import Foundation

/// How much samples are neighbours: probabilities of pairs, which sum to 1, row by row without the zeros.
struct Affinities {
    /// Where each row begins among the pairs; one more for the end.
    private(set) var starts: [Int]
    private(set) var places: [Int32] = []
    private(set) var shares: [Float] = []

    /// Gaussian neighbourhoods whose width gives each sample the wanted perplexity, made symmetric.
    init(_ near: [Int], _ squares: [Float], count: Int, width: Int, perplexity: Double) {
        var rows = [[(place: Int32, share: Double)]](repeating: [], count: count)
        for sample in 0..<count {
            let line = squares[sample * width..<(sample + 1) * width].map { Double($0) }
            for (place, share) in Affinities.shares(line, entropy: log(perplexity)).enumerated() {
                let other = near[sample * width + place]
                rows[sample].append((Int32(other), share))
                rows[other].append((Int32(sample), share))
            }
        }
        starts = [0]
        let total = 2 * Double(count)
        for row in rows {
            for entry in row.sorted(by: { $0.place < $1.place }) {
                let share = Float(max(entry.share / total, 1e-300))
                if places.count > starts[starts.count - 1], places[places.count - 1] == entry.place {
                    shares[shares.count - 1] += share
                } else {
                    places.append(entry.place)
                    shares.append(share)
                }
            }
            starts.append(places.count)
        }
    }

    /// Shares of neighbours such that their entropy is the wanted one: the width is found by halving.
    private static func shares(_ squares: [Double], entropy: Double) -> [Double] {
        var (low, high, beta) = (-Double.infinity, Double.infinity, 1.0)
        let least = squares.min() ?? 0
        var shares = squares
        for _ in 0..<100 {
            shares = squares.map { exp(-($0 - least) * beta) }
            let sum = max(shares.reduce(0, +), 1e-300)
            let mean = zip(shares, squares).reduce(0) { $0 + $1.0 * ($1.1 - least) } / sum
            shares = shares.map { $0 / sum }
            let difference = log(sum) + beta * mean - entropy
            if abs(difference) <= 1e-5 { break }
            if difference > 0 {
                low = beta
                beta = high == .infinity ? beta * 2 : (beta + high) / 2
            } else {
                high = beta
                beta = low == -.infinity ? beta / 2 : (beta + low) / 2
            }
        }
        return shares
    }
}

/// Points that neighbours pull together and all others push apart.
struct PointWalk {
    private(set) var x: [Float]
    private(set) var y: [Float]
    var rate: Float = 200
    private let affinities: Affinities
    private let count: Int
    private var forceX, forceY, moveX, moveY, gainX, gainY: [Float]
    private var momentum: Float = 0.5
    private var exaggeration: Float = 1
    private var patience = 300
    private var best = (divergence: Double.infinity, step: 0)
    private var norm = 0.0
    /// The sum over all pairs of 1 / (1 + d²).
    private var total = 1.0

    init(_ start: [Float], _ affinities: Affinities) {
        self.affinities = affinities
        count = start.count / 2
        // Whole vectors: what fills them up stands so far away that it pushes nobody.
        let padded = (count + 7) / 8 * 8
        x = (0..<padded).map { $0 < start.count / 2 ? start[2 * $0] : 1e15 }
        y = (0..<padded).map { $0 < start.count / 2 ? start[2 * $0 + 1] : 1e15 }
        forceX = [Float](repeating: 0, count: count)
        (forceY, moveX, moveY) = (forceX, forceX, forceX)
        gainX = [Float](repeating: 1, count: count)
        gainY = gainX
    }

    mutating func begin(momentum: Float, exaggeration: Float, patience: Int) {
        (self.momentum, self.exaggeration, self.patience) = (momentum, exaggeration, patience)
        best = (.infinity, 0)
    }

    /// One step down, with a gain for each number that grows as long as it keeps its direction.
    mutating func step(number: Int) {
        push()
        pull()
        var squares = 0.0
        let (momentum, rate) = (self.momentum, self.rate)
        func move(_ force: Float, _ point: inout Float, _ speed: inout Float, _ gain: inout Float) {
            squares += Double(force) * Double(force)
            gain = speed * force < 0 ? gain + 0.2 : max(gain * 0.8, 0.01)
            speed = momentum * speed - rate * gain * force
            point += speed
        }
        for place in 0..<count {
            move(forceX[place], &x[place], &moveX[place], &gainX[place])
            move(forceY[place], &y[place], &moveY[place], &gainY[place])
        }
        norm = squares.squareRoot()
        if best.divergence == .infinity { best.step = number }
    }

    /// True where the steps lead nowhere any more.
    mutating func isDone(_ step: Int, leastNorm: Double) -> Bool {
        let now = divergence
        if now < best.divergence {
            best = (now, step)
        } else if step - best.step > patience {
            return true
        }
        return norm <= leastNorm
    }

    /// All points push each other apart: the forces that q gives, over all pairs. This is where the time goes.
    private mutating func push() {
        var sum = 0.0
        let count = count
        var (forceX, forceY) = (forceX, forceY)
        x.withUnsafeBufferPointer { xs in
            y.withUnsafeBufferPointer { ys in
                guard let x = UnsafeRawPointer(xs.baseAddress), let y = UnsafeRawPointer(ys.baseAddress) else { return }
                let one = SIMD8<Float>(repeating: 1)
                for place in 0..<count {
                    let ownX = SIMD8<Float>(repeating: xs[place]), ownY = SIMD8<Float>(repeating: ys[place])
                    var (near, pushX, pushY) = (SIMD8<Float>.zero, SIMD8<Float>.zero, SIMD8<Float>.zero)
                    var at = 0
                    while at < xs.count * 4 {
                        let dx = ownX - x.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
                        let dy = ownY - y.loadUnaligned(fromByteOffset: at, as: SIMD8<Float>.self)
                        let q = one / (one + dx * dx + dy * dy)
                        let square = q * q
                        near += q
                        pushX += square * dx
                        pushY += square * dy
                        at += 32
                    }
                    sum += Double(near.sum())
                    forceX[place] = pushX.sum()
                    forceY[place] = pushY.sum()
                }
            }
        }
        // Each point met itself, at distance 0.
        total = max(sum - Double(count), 1e-12)
        let scale = -4 / Float(total)
        self.forceX = forceX.map { $0 * scale }
        self.forceY = forceY.map { $0 * scale }
    }

    /// Neighbours pull each other together.
    private mutating func pull() {
        for place in 0..<count {
            var (sumX, sumY): (Float, Float) = (0, 0)
            for pair in affinities.starts[place]..<affinities.starts[place + 1] {
                let other = Int(affinities.places[pair])
                let dx = x[place] - x[other], dy = y[place] - y[other]
                let weight = affinities.shares[pair] / (1 + dx * dx + dy * dy)
                sumX += weight * dx
                sumY += weight * dy
            }
            forceX[place] += 4 * exaggeration * sumX
            forceY[place] += 4 * exaggeration * sumY
        }
    }

    /// The Kullback-Leibler divergence of the points' neighbourhoods from the samples'.
    var divergence: Double {
        var sum = 0.0
        for place in 0..<count {
            for pair in affinities.starts[place]..<affinities.starts[place + 1] {
                let share = Double(affinities.shares[pair])
                if share <= 0 { continue }
                let other = Int(affinities.places[pair])
                let dx = Double(x[place] - x[other]), dy = Double(y[place] - y[other])
                let q = max(1 / (1 + dx * dx + dy * dy) / total, 1e-30)
                sum += share * log(share / q)
            }
        }
        return sum
    }
}
