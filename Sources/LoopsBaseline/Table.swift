import LoopTable

/// The loops as this target's flags compiled them.
public enum CompiledLoops {
    /// - Parameter name: what the flags stand for.
    public static func table(_ name: String) -> LoopTable {
        LoopTable(
            name: name, peak: PeakLoop(multiply: Peak.multiply, operations: Peak.operations), relu: Activations.relu,
            sigmoid: Activations.sigmoid, tanh: Activations.tanh,
            softmax: Activations.softmax,
            reluGradient: Activations.reluGradient, sigmoidGradient: Activations.sigmoidGradient,
            tanhGradient: Activations.tanhGradient, softmaxGradient: Activations.softmaxGradient,
            sumRows: Activations.sumRows, add: Activations.add,
            scale: Activations.scale,
            widen: Activations.widen, addPatches: Patches.addPatches,
            maxPool: Pooling.maxPool,
            maxPoolGradient: Pooling.maxPoolGradient, averagePool: Pooling.averagePool,
            averagePoolGradient: Pooling.averagePoolGradient, dropout: Activations.dropout, sgd: Optimizers.sgd,
            momentum: Optimizers.momentum, adam: Optimizers.adam, adadelta: Optimizers.adadelta,
            rmsprop: Optimizers.rmsprop, products: Products.loops, winograd: Winograd.loops,
            normalizing: Normalizing.loops, neighbours: Neighbours.loops, blocks: Blocks.loops,
            stretches: Stretches.loops,
            bends: Bends.loops, curves: Curves.loops,
            depthwise: Depthwise.loops, thin: Thin.loops, recurrent: Recurrent.loops, rows: Rows.loops,
            arrays: ArrayTable.loops)
    }
}
