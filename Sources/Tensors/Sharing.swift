/// Long loops of other targets over tensors, cut into parts for the machine's cores.
///
/// Every index is worked on as it would be alone, so results do not depend on how many cores there are. A sum over
/// indices is made of partial sums whose number is fixed: one index each, added up by the caller in their order.
public enum Sharing {
    /// Calls `body` for ranges that make up `0 ..< count`, at once where that is worth it.
    /// - weight: how many plain operations on an element the work of one index is.
    public static func forEach(of count: Int, weight: Int = 1, _ body: (Range<Int>) -> Void) {
        if count > 0 { Parts.forEach(of: count, weight: max(1, min(weight, Parts.worthwhile)), body) }
    }
}
