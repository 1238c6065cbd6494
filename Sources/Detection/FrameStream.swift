import Glibc
import Vision

/// Frames read from files one after the other, decoded and changed by a thread of its own, while the caller computes.
///
/// The thread stays a few frames ahead and then waits, so that a set of any size takes the memory of these few. Which
/// frames come, in which order and how changed depends on the seed alone.
public final class FrameStream: Sendable {
    /// A picture file and what is known of its objects.
    public struct Source: Sendable {
        public let path: String
        public let boxes: [Box]
        public let labels: [Int]

        public init(path: String, boxes: [Box], labels: [Int]) {
            (self.path, self.boxes, self.labels) = (path, boxes, labels)
        }
    }

    /// What all frames become.
    public struct Form: Sendable {
        public var width: Int, height: Int
        /// Pixels of the input for a pixel of the file; `nil` fits the frame into the input.
        public var scale: Double?
        /// `nil` leaves frames as they are.
        public var augmentation: Augmentation?

        public init(width: Int, height: Int, scale: Double? = nil, augmentation: Augmentation? = nil) {
            (self.width, self.height, self.scale, self.augmentation) = (width, height, scale, augmentation)
        }
    }

    /// A frame that is ready.
    public struct Frame: Sendable {
        /// Its place among the sources.
        public let source: Int
        public let pixels: [UInt8]
        /// Its boxes in pixels of the input, not cut.
        public let boxes: [Box]
        public let placement: FramePlacement
    }

    private let shared: Shared

    /// - Parameters:
    ///   - sources: at least one.
    ///   - isShuffled: a new order for each time through the set.
    ///   - isEndless: goes on from the beginning after the last.
    ///   - depth: frames that wait at most.
    /// - Throws: `VisionError` where the system gives no thread.
    public init(
        _ sources: [Source], form: Form, isShuffled: Bool, isEndless: Bool, seed: UInt64, depth: Int
    ) throws(VisionError) {
        precondition(!sources.isEmpty && depth > 0 && form.width > 0 && form.height > 0)
        shared = Shared(sources, form, isShuffled: isShuffled, isEndless: isEndless, seed: seed, depth: depth)
        try shared.start()
    }

    deinit { shared.stop() }

    /// Seconds of processor time that reading, decoding and changing took so far.
    public var seconds: Double { shared.seconds }

    /// The next frame; `nil` at the end. Waits where none is ready.
    ///
    /// - Throws: `VisionError` naming the file that is no frame; the call after it goes on with the next one.
    public func next() throws(VisionError) -> Frame? { try shared.take()?.get() }
}

/// What the caller and the thread share; `lock` guards all that changes.
private final class Shared: @unchecked Sendable {
    private let sources: [FrameStream.Source]
    private let form: FrameStream.Form
    private let isShuffled: Bool, isEndless: Bool, depth: Int, seed: UInt64
    // At addresses of their own: threads must not reach them by a property, whose accesses may not overlap.
    private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private var ready: [Result<FrameStream.Frame, VisionError>] = []
    private var isOver = false, isStopped = false, spent = 0.0

    init(
        _ sources: [FrameStream.Source], _ form: FrameStream.Form, isShuffled: Bool, isEndless: Bool, seed: UInt64,
        depth: Int
    ) {
        (self.sources, self.form, self.isShuffled, self.isEndless) = (sources, form, isShuffled, isEndless)
        (self.seed, self.depth) = (seed, depth)
        pthread_mutex_init(lock, nil)
        pthread_cond_init(changed, nil)
    }

    deinit {
        pthread_cond_destroy(changed)
        pthread_mutex_destroy(lock)
        changed.deallocate()
        lock.deallocate()
    }

    func start() throws(VisionError) {
        var attributes = pthread_attr_t()
        pthread_attr_init(&attributes)
        defer { pthread_attr_destroy(&attributes) }
        pthread_attr_setstacksize(&attributes, 1 << 20)
        pthread_attr_setdetachstate(&attributes, Int32(PTHREAD_CREATE_DETACHED))
        var thread = pthread_t()
        let box = Unmanaged.passRetained(self)
        let code = pthread_create(
            &thread, &attributes,
            { raw in
                if let raw { Unmanaged<Shared>.fromOpaque(raw).takeRetainedValue().run() }
                return nil
            }, box.toOpaque())
        if code != 0 {
            box.release()
            throw VisionError("no thread reads frames: \(String(cString: strerror(code)))", kind: .unreadable)
        }
    }

    private func locked<R>(_ body: () -> R) -> R {
        pthread_mutex_lock(lock)
        defer { pthread_mutex_unlock(lock) }
        return body()
    }

    var seconds: Double { locked { spent } }

    func stop() {
        locked {
            isStopped = true
            ready.removeAll()
            pthread_cond_broadcast(changed)
        }
    }

    func take() -> Result<FrameStream.Frame, VisionError>? {
        locked {
            while ready.isEmpty, !isOver { pthread_cond_wait(changed, lock) }
            guard !ready.isEmpty else { return nil }
            let first = ready.removeFirst()
            pthread_cond_broadcast(changed)
            return first
        }
    }

    // MARK: The thread

    private func run() {
        var round: UInt64 = 0
        repeat {
            for place in order(round) {
                let begin = FrameClock.thread()
                let frame = frame(place, round)
                let took = FrameClock.thread() - begin
                let isWanted = locked {
                    while ready.count >= depth, !isStopped { pthread_cond_wait(changed, lock) }
                    ready.append(frame)
                    spent += took
                    pthread_cond_broadcast(changed)
                    return !isStopped
                }
                if !isWanted { return }
            }
            round += 1
        } while isEndless
        locked {
            isOver = true
            pthread_cond_broadcast(changed)
        }
    }

    private func order(_ round: UInt64) -> [Int] {
        var order = Array(sources.indices)
        guard isShuffled else { return order }
        var random = SplitMix(seed: seed &+ round &* 0xD1B5_4A32_D192_ED03)
        for i in stride(from: order.count - 1, to: 0, by: -1) {
            order.swapAt(i, Int(random.next() % UInt64(i + 1)))
        }
        return order
    }

    private func frame(_ place: Int, _ round: UInt64) -> Result<FrameStream.Frame, VisionError> {
        let source = sources[place]
        do throws(VisionError) {
            let image = try FrameFile.read(source.path)
            let scale =
                form.scale
                ?? min(Double(form.width) / Double(image.width), Double(form.height) / Double(image.height))
            var placement = FramePlacement(scale: scale)
            if let augmentation = form.augmentation {
                var random = SplitMix(seed: seed &* 31 &+ round &* 1_000_003 &+ UInt64(place))
                placement = FramePlacement(
                    scale: scale, by: augmentation, width: form.width, height: form.height, random: &random)
            }
            let count = form.width * form.height * 3
            let pixels = [UInt8](unsafeUninitializedCapacity: count) { target, filled in
                placement.write(
                    image, width: form.width, height: form.height,
                    to: UnsafeMutableBufferPointer(rebasing: target[0..<count]))
                filled = count
            }
            return .success(
                FrameStream.Frame(
                    source: place, pixels: pixels, boxes: source.boxes.map { placement.box($0, width: form.width) },
                    placement: placement))
        } catch {
            return .failure(error)
        }
    }
}

/// Frames in files.
public enum FrameFile {
    /// Width and height of the picture in a file, from its header alone.
    public static func size(_ path: String) throws(VisionError) -> (width: Int, height: Int) {
        try StoredImage.size(of: FileBytes.read(path), name: path)
    }

    /// The picture in a PNG or JPEG file as red, green and blue.
    ///
    /// - Throws: `VisionError` that names the file.
    public static func read(_ path: String) throws(VisionError) -> PixelImage {
        let image = try StoredImage(file: FileBytes.read(path), name: path).pixelImage()
        if image.channels == 3 { return image }
        let step = image.channels
        var pixels: [UInt8] = []
        pixels.reserveCapacity(image.width * image.height * 3)
        for place in 0..<image.width * image.height {
            for k in 0..<3 { pixels.append(image.pixels[place * step + (step >= 3 ? k : 0)]) }
        }
        return try PixelImage(width: image.width, height: image.height, channels: 3, pixels: pixels)
    }
}

/// Processor time.
enum FrameClock {
    /// Seconds that the calling thread computed.
    static func thread() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) * 1e-9
    }
}
