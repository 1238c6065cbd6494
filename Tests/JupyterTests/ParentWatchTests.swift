import Jupyter
import Testing

@Suite struct ParentWatchTests {
    @Test(arguments: [Int32?.none, 500]) func anotherParentIsTheEnd(promised: Int32?) {
        let watch = ParentWatch(parent: 500, promised: promised)
        #expect(!watch.isOrphan(under: 500))
        #expect(watch.isOrphan(under: 1))
        // A process that adopts orphans may have any number.
        #expect(watch.isOrphan(under: 700))
    }

    @Test func whoStandsBetweenMayLeave() {
        let watch = ParentWatch(parent: 500, promised: 400)
        #expect(!watch.isOrphan(under: 500))
        #expect(!watch.isOrphan(under: 400))
        #expect(watch.isOrphan(under: 1))
    }

    @Test(arguments: [Int32?.none, 1, 400]) func aKernelOfProcess1IsNoOrphan(promised: Int32?) {
        #expect(!ParentWatch(parent: 1, promised: promised).isOrphan(under: 1))
    }
}
