import Loops

/// The transformed weights of a convolution by Winograd's method, packed for the products of both ways.
final class WinogradWeights {
    let kernel: Weight
    let bias: Weight?
    let channels: Int
    let filters: Int
    /// Packed, for each plane: rows are channels, columns filters; of `backPanels` the other way round.
    let panels: Scratch
    let backPanels: Scratch
    private let applied: AppliedWeights
    /// [36, C, F]
    private let transformed: Scratch
    /// A tile between its two maps, for each part.
    private let rooms: Scratch
    private let size: WinogradLoops.Size
    private let site: StepSite

    init(_ layer: Layer, _ site: StepSite, _ tiles: WinogradTiles) throws(NetworkError) {
        self.site = site
        size = tiles.size
        kernel = layer.weights[0]
        bias = layer.weights.count > 1 ? layer.weights[1] : nil
        (channels, filters) = (tiles.channels, tiles.filters)
        applied = try AppliedWeights(layer, site)
        let count = WinogradTiles.planes * channels * filters, what = "a convolution"
        transformed = try Scratch(count, what)
        panels = try Scratch(count, what)
        backPanels = try Scratch(site.inputGradient == nil ? 0 : count, what)
        rooms = try Scratch(WinogradLoops.roomCount * StepSite.parts, what)
    }

    /// Pairs of channel and filter: floats of a plane.
    var pairs: Int { channels * filters }
    /// What results begin with.
    var appliedBias: Source? { applied.bias }

    /// Transforms and packs the weights as they are now.
    func refresh() {
        applied.refresh(site.loops)
        split { from, count, room in
            site.loops.winograd.weights(applied.kernel + from, transformed.base + from, count, pairs, room, size)
        }
        pack(panels.base) { from, to in site.loops.products.pack(from, filters, 1, channels, filters, to, 0, channels) }
    }

    /// Packs those of the last way forward for the way back.
    func packBack() {
        pack(backPanels.base) { from, to in
            site.loops.products.pack(from, 1, filters, filters, channels, to, 0, filters)
        }
    }

    private func pack(_ panels: Target, _ body: (_ from: Source, _ to: Target) -> Void) {
        site.workers.run(parts: WinogradTiles.planes) { body(transformed.base + $0 * pairs, panels + $0 * pairs) }
    }

    /// Sets the kernel's gradient, dw = Gᵀ du G; `sum` first puts together what is at some elements of each plane of `du`.
    func setGradient(_ du: Source, sum: (_ from: Int, _ count: Int) -> Void = { _, _ in }) {
        split { from, count, room in
            sum(from, count)
            site.loops.winograd.weightsGradient(du + from, kernel.gradient + from, count, pairs, room, size)
        }
    }

    /// Splits work on pairs evenly over parts, in vectors of 16.
    private func split(_ body: (_ from: Int, _ count: Int, _ room: Target) -> Void) {
        let vectors = (pairs + 15) / 16
        site.workers.run(parts: StepSite.parts) { part in
            let from = vectors * part / StepSite.parts * 16, to = min(vectors * (part + 1) / StepSite.parts * 16, pairs)
            if to > from { body(from, to - from, rooms.base + part * WinogradLoops.roomCount) }
        }
    }
}
