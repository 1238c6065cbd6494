import CTransfers
import Glibc

/// One download of one URL into a draft, from where the draft ends.
///
/// Servers are not trusted: not their sizes, not their ranges, not their bytes. More than `limit` bytes are not taken, a
/// body that does not begin where the draft ends starts the draft anew or ends the transfer; whether the bytes are the
/// right ones is for the checksum to say.
final class Transfer {
    /// Why a transfer ended early.
    enum Ending: Error {
        /// It broke off: what came is kept, another attempt goes on behind it.
        case brokeOff(String)
        /// The server cannot now; later it may.
        case busy(String)
        /// This server will not do: there is no use in asking again.
        case refused(String)
        /// The draft cannot be written.
        case failed(FetchError)
    }

    private let url: String
    private let draft: Draft
    private let limit: Int
    private let patience: Int
    private let progress: (Int, Int?) -> Void
    private var head = ResponseHead()
    private var hasBody = false
    /// True where the server sent the file from its beginning, so that the draft is of one piece.
    private(set) var isFromBeginning = false
    private var ending: Ending?

    /// - Parameter patience: seconds without a byte after which the connection is given up.
    init(
        _ url: String, into draft: Draft, limit: Int, patience: Int,
        progress: @escaping (_ done: Int, _ total: Int?) -> Void
    ) {
        self.url = url
        self.draft = draft
        self.limit = limit
        self.patience = patience
        self.progress = progress
    }

    /// Runs it; returns when the server has sent what it said it would.
    func run(_ library: TransferLibrary) throws(Ending) {
        let handle: UnsafeMutableRawPointer
        do throws(FetchError) { handle = try library.make() } catch { throw .failed(error) }
        defer { library.end(handle) }
        let words = UnsafeMutablePointer<CChar>.allocate(capacity: TransferLibrary.errorRoom)
        words.initialize(repeating: 0, count: TransferLibrary.errorRoom)
        defer { words.deallocate() }
        prepare(handle, library, words)
        let start = draft.size
        if start > 0 { library.set(.range, "\(start)-", of: handle) }
        let status = withExtendedLifetime(self) { library.perform(handle) }
        if let ending { throw ending }
        if status == 0, !hasBody { try judge() }
        let said = words.pointee == 0 ? library.words(for: status) : String(cString: words)
        switch status {
        case 0: return
        // Partial file, receive and send errors, time-outs, broken HTTP/2, nothing received.
        case 18, 28, 52, 55, 56, 16, 92: throw .brokeOff("broke off after \(draft.size) bytes: \(said)")
        default: throw .refused(said)
        }
    }

    private func prepare(
        _ handle: UnsafeMutableRawPointer, _ library: TransferLibrary, _ words: UnsafeMutablePointer<CChar>
    ) {
        let me = UnsafeRawPointer(Unmanaged.passUnretained(self).toOpaque())
        library.set(.url, url, of: handle)
        library.set(.userAgent, "svertka", of: handle)
        library.set(.errorText, words, of: handle)
        library.set(.noProgress, 1, of: handle)
        library.set(.noSignal, 1, of: handle)
        library.set(.verifiesPeer, 1, of: handle)
        library.set(.verifiesHost, 2, of: handle)
        library.set(.followsRedirects, 1, of: handle)
        library.set(.maximalRedirects, 10, of: handle)
        library.set(.connectSeconds, patience, of: handle)
        library.set(.lowSpeedLimit, 1, of: handle)
        library.set(.lowSpeedTime, patience, of: handle)
        // What was asked for in secret is not answered in the open.
        let isSecret = url.hasPrefix("https:")
        library.set(.protocols, TransferLibrary.http | TransferLibrary.https, of: handle)
        library.set(
            .redirectProtocols, isSecret ? TransferLibrary.https : TransferLibrary.http | TransferLibrary.https,
            of: handle)
        for name in ["CURL_CA_BUNDLE", "SSL_CERT_FILE"] {
            if let path = getenv(name), path.pointee != 0 { library.set(.certificates, path, of: handle); break }
        }
        library.set(.headerContext, me, of: handle)
        library.set(.bodyContext, me, of: handle)
        library.set(
            .header,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let line = UnsafeRawBufferPointer(start: bytes, count: size * count)
                Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().head.take(
                    String(decoding: line, as: UTF8.self))
                return size * count
            }, of: handle)
        library.set(
            .body,
            { bytes, size, count, context in
                guard let bytes, let context else { return 0 }
                let part = UnsafeRawBufferPointer(start: bytes, count: size * count)
                return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue().take(part) ? size * count : 0
            }, of: handle)
    }

    /// Takes a piece of the body; false ends the transfer.
    private func take(_ part: UnsafeRawBufferPointer) -> Bool {
        do throws(Ending) {
            if !hasBody { try judge() }
            hasBody = true
            guard draft.size + part.count <= limit else { throw tooLarge }
            do throws(FetchError) { try draft.append(part) } catch { throw .failed(error) }
            progress(draft.size, total)
            return true
        } catch {
            ending = error
            return false
        }
    }

    /// Bytes that the whole file has, as the server says.
    private var total: Int? { head.status == 206 ? head.range?.total : head.length }

    private var tooLarge: Ending { .refused("sends more than the \(limit) bytes that this file can have") }

    /// Looks at the head, before the first byte of the body is kept.
    private func judge() throws(Ending) {
        let said = "\(head.status) \(head.reason)".trimmed
        switch head.status {
        case 200:
            // Also the answer of a server that does not know ranges: the file from its beginning.
            isFromBeginning = true
            if draft.size > 0 { do throws(FetchError) { try draft.clear() } catch { throw .failed(error) } }
        case 206:
            guard head.range?.start == draft.size else {
                do throws(FetchError) { try draft.clear() } catch { throw .failed(error) }
                throw .brokeOff("sent another part of the file than was asked for")
            }
        case 416:
            do throws(FetchError) { try draft.clear() } catch { throw .failed(error) }
            throw .brokeOff("has less of the file than is here already")
        case 408, 429, 500...599: throw .busy(said)
        default: throw .refused(said.isEmpty ? "no HTTP" : said)
        }
        if let total, total > limit { throw tooLarge }
    }
}

extension String {
    /// Without spaces at its ends.
    fileprivate var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}
