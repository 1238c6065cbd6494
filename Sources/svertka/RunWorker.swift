import Glibc
import Language
import Notebooks
import Session
import Synchronization

/// Memory that the process which runs cells shares with the one that keeps the notebook: what was printed and not sent
/// yet. It outlives the process that writes it, however that ends, so nothing that was printed is lost.
///
/// Unsafe: one process and thread writes; the other reads when the first is dead.
struct TextPage: @unchecked Sendable {
    static let capacity = 1 << 16
    private static let headerBytes = 64
    private let memory: UnsafeMutableRawPointer

    /// An empty page; `nil` where the system gives no memory.
    init?() {
        let size = TextPage.headerBytes + TextPage.capacity
        guard let made = mmap(nil, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0), made != MAP_FAILED
        else { return nil }
        memory = made
    }

    func close() { munmap(memory, TextPage.headerBytes + TextPage.capacity) }

    private func word(_ place: Int) -> UnsafeMutablePointer<Int> {
        memory.assumingMemoryBound(to: Int.self) + place
    }

    /// Bytes in the page.
    var count: Int { min(max(word(0).pointee, 0), TextPage.capacity) }
    var stream: StreamName { word(1).pointee == 0 ? .stdout : .stderr }
    /// Where the text belongs: a cell and its number in the prompt.
    var cell: Int { word(2).pointee }
    var number: Int { word(3).pointee }

    var text: String {
        String(
            decoding: UnsafeRawBufferPointer(start: memory + TextPage.headerBytes, count: count), as: UTF8.self)
    }

    /// Adds a text that fits.
    func append(_ text: inout String, _ name: StreamName, cell: Int, number: Int) {
        text.withUTF8 { bytes in
            precondition(bytes.count <= TextPage.capacity - count)
            if let start = bytes.baseAddress {
                (memory + TextPage.headerBytes + count).copyMemory(from: start, byteCount: bytes.count)
            }
            word(1).pointee = name == .stdout ? 0 : 1
            word(2).pointee = cell
            word(3).pointee = number
            word(0).pointee = count + bytes.count
        }
    }

    func clear() { word(0).pointee = 0 }
}

/// The process that runs one notebook's cells; made by `fork` from one that has no threads.
struct RunWorker {
    let notebook: Notebook
    let options: CellLoop.Options
    let folder: String?
    let page: TextPage
    /// Where frames go.
    let pipe: Int32

    /// Bytes of text that one cell may print into a notebook; what is beyond is told and left out.
    static let textLimit = 64 << 20

    private static let descriptorLimit: Int32 = 4096

    /// Runs the cells and ends the process.
    func run() -> Never {
        // Files of the process above are not this one's; least of all the other workers' pipes, which must end with it.
        for descriptor in 3..<RunWorker.descriptorLimit where descriptor != pipe { close(descriptor) }
        // Only the process above decides what Ctrl-C means.
        setpgid(0, 0)
        let null = open("/dev/null", O_RDONLY | O_CLOEXEC)
        if null >= 0 { dup2(null, STDIN_FILENO) }
        if let folder, chdir(folder) != 0 {
            fail("svertka run: cannot work in \(folder): \(String(cString: strerror(errno)))", status: 74)
        }
        let interrupt = InterruptFlag()
        let stop = StopFlag()
        let over = Mailbox<Int32>()
        do {
            try Signals.watch { _ in
                stop.raise()
                interrupt.raise()
            }
            let pipe = pipe
            try Thread.start(name: "parent", stackBytes: 256 << 10) {
                // Nobody reads any more: the process above is gone, whatever took it.
                var end = pollfd(fd: pipe, events: 0, revents: 0)
                while poll(&end, 1, -1) < 1 {}
                _exit(137)
            }
            // Programs recurse: they need more stack than the first thread has.
            try Thread.start(name: "evaluator", stackBytes: 512 << 20) {
                over.put(evaluate(interrupt, stop))
            }
        } catch { fail("svertka run: \(error)", status: 71) }
        _exit(over.take())
    }

    private final class StopFlag: Sendable {
        private let raised = Atomic<Bool>(false)
        var isRaised: Bool { raised.load(ordering: .acquiring) }
        func raise() { raised.store(true, ordering: .releasing) }
    }

    private func evaluate(_ interrupt: InterruptFlag, _ stop: StopFlag) -> Int32 {
        let sender = FrameSender(page: page, pipe: pipe)
        do {
            try CellLoop(notebook, options: options).run(interrupt: interrupt, isStopped: { stop.isRaised }) {
                sender.send($0)
            }
        } catch {
            Terminal.write("svertka run: \(error)\n", to: STDERR_FILENO)
            return 71
        }
        return 0
    }
}

/// Sends frames; text waits in the page until it is full or something else is to be said.
private final class FrameSender {
    private let page: TextPage
    private let pipe: Int32
    /// Bytes that the cell has printed.
    private var printed = 0
    private var cell = -1

    init(page: TextPage, pipe: Int32) { (self.page, self.pipe) = (page, pipe) }

    func send(_ frame: RunFrame) {
        guard case .event(.stream(let name, var text), let cell, let number) = frame else {
            flush()
            Terminal.write(frame.bytes, to: pipe)
            return
        }
        if cell != self.cell { (self.cell, printed) = (cell, 0) }
        if printed > RunWorker.textLimit { return }
        printed += text.utf8.count
        if printed > RunWorker.textLimit {
            text = "\n[more than \(RunWorker.textLimit >> 20) MiB of text: the rest of this cell's is left out]\n"
        }
        if page.count > 0,
            page.stream != name || page.cell != cell || page.count + text.utf8.count > TextPage.capacity
        {
            flush()
        }
        if text.utf8.count > TextPage.capacity {
            Terminal.write(RunFrame.event(.stream(name, text), cell: cell, count: number).bytes, to: pipe)
        } else {
            page.append(&text, name, cell: cell, number: number)
        }
    }

    private func flush() {
        if page.count == 0 { return }
        let frame = RunFrame.event(.stream(page.stream, page.text), cell: page.cell, count: page.number)
        Terminal.write(frame.bytes, to: pipe)
        page.clear()
    }
}
