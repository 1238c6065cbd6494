/// Memory of a plan in floats per sample, handed out and taken back: what is free is used again.
struct PlanMemory {
    /// Floats per sample in all.
    private(set) var size = 0
    private var free: [(place: Int, count: Int)] = []

    /// The place of a stretch of at least `count` floats.
    mutating func take(_ count: Int) -> Int {
        let wanted = max((count + 15) & ~15, 16)
        var best: Int?
        for (i, stretch) in free.enumerated() where stretch.count >= wanted {
            if let known = best, free[known].count <= stretch.count { continue }
            best = i
        }
        guard let best else {
            size += wanted
            return size - wanted
        }
        let place = free[best].place
        if free[best].count == wanted {
            free.remove(at: best)
        } else {
            free[best] = (place + wanted, free[best].count - wanted)
        }
        return place
    }

    /// Takes a stretch back; neighbours that are free join up.
    mutating func give(_ place: Int, _ count: Int) {
        var stretch = (place: place, count: max((count + 15) & ~15, 16))
        while let i = free.firstIndex(where: {
            $0.place + $0.count == stretch.place || stretch.place + stretch.count == $0.place
        }) {
            let other = free.remove(at: i)
            stretch = (min(stretch.place, other.place), stretch.count + other.count)
        }
        free.append(stretch)
    }
}

/// The calls of a network's layers in their order, with networks inside taken apart: what a plan is made from.
struct PlanGraph {
    struct Value {
        let shape: [Int]
        /// The call that gives it; `nil` for inputs.
        let producer: Int?
        /// How many calls use it, and as how many outputs it stands.
        var uses = 0
        /// True where a gradient with respect to it is needed: something before it learns.
        var isTracked = false

        var count: Int { shape.reduce(1, *) }
    }

    struct Call {
        let layer: Layer
        let inputs: [Int]
        var outputs: [Int]
        let masks: [Int]
        let arguments: [String: Setting]
        /// True where the output has the input's memory: the same values in another shape, or values that take their place.
        var staysInPlace = false
        /// True where the gradient of the output becomes the input's where it is.
        var passesGradient = false
        /// Layers behind this one whose work it does.
        var followers = Followers()
        /// True where another call does this one's work.
        var isFolded = false
        /// True where the call before has applied this one's function already; the way back is still its own.
        var isApplied = false
        /// The call behind this one that may be done on a few samples as soon as this one is done with them.
        var successor: Int?
        var isSuccessor = false
    }

    private(set) var values: [Value] = []
    private(set) var calls: [Call] = []

    mutating func add(shape: [Int], producer: Int? = nil) -> Int {
        values.append(Value(shape: shape, producer: producer))
        return values.count - 1
    }

    /// Adds a call of a layer upon values; gives the values of its outputs.
    private mutating func add(
        _ layer: Layer, _ inputs: [Int], masks: [Int], arguments: [String: Setting]
    ) throws(NetworkError) -> [Int] {
        let number = calls.count
        let shapes = try layer.outputShapes(inputs.dropLast(masks.count).map { values[$0].shape })
        calls.append(Call(layer: layer, inputs: inputs, outputs: [], masks: masks, arguments: arguments))
        calls[number].outputs = shapes.map { add(shape: $0, producer: number) }
        return calls[number].outputs
    }

    /// The values of the outputs' masks, `nil` where all places count; of the network that was expanded last.
    private(set) var masks: [Int?] = []

    /// Adds the calls of a network upon values; gives the values of its outputs.
    mutating func expand(_ network: Network, _ inputs: [Int]) throws(NetworkError) -> [Int] {
        var known: [ObjectIdentifier: Int] = [:]
        for (symbol, value) in zip(network.inputs, inputs) { known[ObjectIdentifier(symbol)] = value }
        for call in network.calls {
            var places: [Int] = []
            for symbol in call.inputs {
                guard let value = known[ObjectIdentifier(symbol)] else {
                    throw NetworkError(
                        .value, "the input \(symbol.name) of the layer \(call.callee.name) is not connected")
                }
                places.append(value)
            }
            let results: [Int]
            switch call.callee {
            case .input: results = places
            case .network(let inner): results = try expand(inner, places)
            case .layer(let layer):
                let parts = network.usesLoops && call.masks.isEmpty ? try layer.parts() : [layer]
                var flow = try add(parts[0], places, masks: call.masks, arguments: call.arguments)
                for part in parts.dropFirst() { flow = try add(part, flow, masks: [], arguments: [:]) }
                results = flow
            }
            for (symbol, value) in zip(call.outputs, results) { known[ObjectIdentifier(symbol)] = value }
        }
        var outputs: [Int] = []
        for symbol in network.outputs {
            guard let value = known[ObjectIdentifier(symbol)] else {
                throw NetworkError(.value, "the output \(symbol.name) does not come from the inputs")
            }
            outputs.append(value)
        }
        masks = network.outputs.map { $0.mask.flatMap { known[ObjectIdentifier($0)] } }
        return outputs
    }

    /// Counts uses and finds what needs gradients, and which calls write over their inputs.
    mutating func mark(outputs: [Int], isTrained: Bool, usesLoops: Bool) {
        for value in outputs + masks.compactMap({ $0 }) { values[value].uses += 1 }
        for call in calls {
            for value in call.inputs { values[value].uses += 1 }
            let learns = !call.layer.trainableWeights.isEmpty
            let isTracked = isTrained && (learns || call.inputs.contains { values[$0].isTracked })
            for value in call.outputs { values[value].isTracked = isTracked }
        }
        for (number, call) in calls.enumerated() {
            let isView = call.layer.kind.isView
            let overwrites = usesLoops && call.hasStep && call.layer.worksInPlace
            calls[number].passesGradient = isView || overwrites
            calls[number].staysInPlace = isView || overwrites && isSpare(call.inputs[0], isTrained, usesLoops)
        }
        guard usesLoops else { return }
        var users: [Int: Int] = [:]
        for (number, call) in calls.enumerated() { for value in call.inputs { users[value] = number } }
        if !isTrained { fold(users) }
        rectifyNormalizations(users)
        findSuccessors()
    }

    /// Lets poolings follow what gives their input, sample by sample.
    private mutating func findSuccessors() {
        for number in calls.indices where isBlockPooling(calls[number]) && values[calls[number].inputs[0]].uses == 1 {
            var before = values[calls[number].inputs[0]].producer
            while let call = before, calls[call].isFolded || calls[call].isApplied {
                before = values[calls[call].inputs[0]].producer
            }
            guard let before, calls[before].hasStep else { continue }
            calls[before].successor = number
            calls[number].isSuccessor = true
        }
    }

    /// True for a maximum pooling of windows side by side.
    private func isBlockPooling(_ call: Call) -> Bool {
        call.hasStep && call.layer.kind.name == "MaxPooling2D"
            && (try? Geometry.pooling(call.layer.values, values[call.inputs[0]].shape).isBlocks) == true
    }

    /// The only call that uses a call's result, where it has loops.
    private func onlyUser(of number: Int, _ users: [Int: Int]) -> Int? {
        let value = calls[number].outputs[0]
        guard values[value].uses == 1, let user = users[value], calls[user].hasStep else { return nil }
        return user
    }

    /// Lets batch normalizations rectify what they write, where nothing but a rectifier looks at it, which writes over it.
    private mutating func rectifyNormalizations(_ users: [Int: Int]) {
        for number in calls.indices where calls[number].hasStep && !calls[number].isFolded {
            guard let user = onlyUser(of: number, users), calls[user].staysInPlace, !calls[user].isFolded,
                let activation = calls[user].layer.ownActivation, activation.formula == .relu,
                (try? calls[number].layer.isNormalizedByChannel(rank: values[calls[number].inputs[0]].shape.count))
                    == true
            else { continue }
            calls[number].followers.activation = activation
            calls[user].isApplied = true
        }
    }

    /// Leaves batch normalizations, and rectifying activations behind them, to the layers before.
    private mutating func fold(_ users: [Int: Int]) {
        for number in calls.indices where calls[number].canBeFollowed {
            var last = number
            if let user = onlyUser(of: last, users),
                (try? calls[user].layer.isNormalizedByChannel(rank: values[calls[user].inputs[0]].shape.count)) == true
            {
                calls[number].followers.normalization = calls[user].layer
                last = user
            }
            if let user = onlyUser(of: last, users), calls[user].layer.ownActivation?.formula == .relu {
                calls[number].followers.activation = calls[user].layer.ownActivation
                last = user
            }
            var at = number
            while at != last, let user = onlyUser(of: at, users) {
                calls[user].isFolded = true
                calls[user].staysInPlace = true
                at = user
            }
        }
    }

    /// Values that end with a rectifier and go into a concatenation or a pooling alone: on its way back it goes over their
    /// gradients anyway, and leaves out what the rectifier held back.
    func valuesRectifiedByTheirUsers() -> Set<Int> {
        var found: Set<Int> = []
        for call in calls where call.hasStep && call.layer.kind.name == "Concatenate" || isBlockPooling(call) {
            for value in call.inputs where values[value].uses == 1 {
                guard let producer = values[value].producer.map({ calls[$0] }), producer.hasStep,
                    !producer.layer.regularizesActivity,
                    (producer.layer.fusedActivation ?? producer.layer.ownActivation)?.formula == .relu
                else { continue }
                found.insert(value)
            }
        }
        return found
    }

    /// True where a value may be written over by the only call that uses it: nobody asks for it on the way back.
    private func isSpare(_ value: Int, _ isTrained: Bool, _ usesLoops: Bool) -> Bool {
        guard values[value].uses == 1, let producer = values[value].producer else { return false }
        let call = calls[producer]
        return !call.staysInPlace && (!isTrained || usesLoops && call.hasStep && call.layer.forgetsOutput)
    }

    /// Finds memory for every value: views share their input's; without a way back what was used is free again.
    func placeValues(_ memory: inout PlanMemory, _ places: inout [Int], keepsAll: Bool) {
        /// Uses that are still to come, counted for the memory's first value.
        var left: [Int: Int] = [:]
        var owner = Array(values.indices)
        for value in values.indices where values[value].producer == nil {
            places[value] = memory.take(values[value].count)
            // The caller fills inputs before any job runs.
            left[value] = Int.max / 2
        }
        for call in calls {
            for value in call.outputs where places[value] < 0 {
                if call.staysInPlace, let input = call.inputs.first {
                    owner[value] = owner[input]
                    places[value] = places[input]
                    left[owner[input], default: 0] += values[value].uses
                } else {
                    places[value] = memory.take(values[value].count)
                    left[value, default: 0] += values[value].uses
                }
            }
            // What the call behind writes meanwhile is not the memory of what this one reads.
            for value in call.successor.map({ calls[$0].outputs }) ?? [] {
                places[value] = memory.take(values[value].count)
                left[value, default: 0] += values[value].uses
            }
            if keepsAll { continue }
            for value in call.inputs {
                let first = owner[value]
                left[first, default: 0] -= 1
                if left[first] == 0 { memory.give(places[first], values[first].count) }
            }
            for value in call.outputs where values[value].uses == 0 && owner[value] == value {
                memory.give(places[value], values[value].count)
            }
        }
    }

    /// Where gradients go on the way back.
    struct Gradients {
        struct OfCall {
            /// For each input where its gradient is written; `nil` where none is needed.
            var inputs: [Int?]
            var outputs: [Int?]
            /// Gradients of values with several uses, added to the first one.
            var sums: [(to: Int, from: Int, count: Int)] = []
            /// Outputs that nobody uses, whose gradient is zeros.
            var unused: [(place: Int, count: Int)] = []
        }

        var ofCalls: [OfCall?] = []
        var ofOutputs: [Int] = []
        /// Gradients of values that stand as several outputs, added to the first one.
        var sumsOfOutputs: [(to: Int, from: Int, count: Int)] = []
    }

    /// Finds memory for gradients in the order of the way back; a gradient is free once its call has used it.
    func placeGradients(_ memory: inout PlanMemory, _ outputs: [Int]) -> Gradients {
        var result = Gradients()
        var known: [Int: Int] = [:]
        for value in outputs {
            let place = memory.take(values[value].count)
            result.ofOutputs.append(place)
            if let first = known[value] {
                result.sumsOfOutputs.append((first, place, values[value].count))
            } else {
                known[value] = place
            }
        }
        result.ofCalls = [Gradients.OfCall?](repeating: nil, count: calls.count)
        for number in calls.indices.reversed() {
            let call = calls[number]
            guard call.outputs.contains(where: { known[$0] != nil && values[$0].isTracked }) else { continue }
            var back = Gradients.OfCall(inputs: [], outputs: [])
            for value in call.outputs {
                if let place = known[value] {
                    back.outputs.append(place)
                } else {
                    let place = memory.take(values[value].count)
                    known[value] = place
                    back.outputs.append(place)
                    back.unused.append((place, values[value].count))
                }
            }
            var scratch: [(place: Int, count: Int)] = []
            var passed: Set<Int> = []
            for value in call.inputs {
                guard values[value].isTracked else {
                    back.inputs.append(nil)
                    continue
                }
                let count = values[value].count
                if call.passesGradient, known[value] == nil, let place = known[call.outputs[0]],
                    !outputs.contains(call.outputs[0])
                {
                    // The gradient stays where it is and is another value's now.
                    known[value] = place
                    passed.insert(call.outputs[0])
                    back.inputs.append(place)
                    continue
                }
                let place = memory.take(count)
                if let first = known[value] {
                    back.sums.append((first, place, count))
                    scratch.append((place, count))
                } else {
                    known[value] = place
                }
                back.inputs.append(place)
            }
            for stretch in scratch { memory.give(stretch.place, stretch.count) }
            for value in call.outputs {
                // The loss fills the outputs' gradients before the way back, so theirs stay.
                if let place = known[value], !outputs.contains(value), !passed.contains(value) {
                    memory.give(place, values[value].count)
                }
            }
            result.ofCalls[number] = back
        }
        return result
    }
}

extension PlanGraph.Call {
    /// True where the layer's loops may run: nothing asks for its expression.
    var hasStep: Bool {
        layer.kind.hasLoops && (masks.isEmpty || layer.kind.isRecurrent) && !layer.regularizesActivity
    }

    /// True where the step multiplies with `AppliedWeights` and ends with nothing else.
    fileprivate var canBeFollowed: Bool {
        hasStep && ["Conv2D", "Dense", "DepthwiseConv2D"].contains(layer.kind.name) && layer.fusedActivation == .linear
    }
}

extension LayerKind {
    /// True where the layer's loops end with an activation that could as well be a layer of its own.
    var endsWithActivation: Bool {
        switch name {
        case "Dense", "Conv1D", "Conv2D", "Conv1DTranspose", "Conv2DTranspose", "DepthwiseConv1D", "DepthwiseConv2D",
            "SeparableConv1D", "SeparableConv2D", "LocallyConnected1D", "LocallyConnected2D":
            true
        default: false
        }
    }
}

extension Layer {
    /// True where loops can write the output over the input, and the input's gradient over the output's.
    fileprivate var worksInPlace: Bool {
        kind.name == "Dropout" || ownActivation != nil
    }

    /// True where the way back of the layer's loops does not look at its output.
    fileprivate var forgetsOutput: Bool {
        if kind.endsWithActivation { return fusedActivation == .linear }
        return switch kind.name {
        case "BatchNormalization", "LayerNormalization", "MaxPooling2D", "AveragePooling2D", "Add", "Concatenate",
            "Embedding":
            true
        default: kind.isRecurrent
        }
    }
}
