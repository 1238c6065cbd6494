import CTransfers
import Glibc

/// libcurl, loaded by the first download: HTTP and HTTPS with the system's certificates and proxies.
///
/// Numbers of options are part of the library's interface and never change (`curl.h`, "CURLOPT").
final class TransferLibrary: @unchecked Sendable {
    /// Options whose value is a number.
    enum Number: Int32 {
        case lowSpeedLimit = 19
        case lowSpeedTime = 20
        case noProgress = 43
        case followsRedirects = 52
        case verifiesPeer = 64
        case maximalRedirects = 68
        case connectSeconds = 78
        case verifiesHost = 81
        case noSignal = 99
        case protocols = 181
        case redirectProtocols = 182
    }

    /// Options whose value is a text or an address.
    enum Pointer: Int32 {
        case bodyContext = 10001
        case url = 10002
        case range = 10007
        case errorText = 10010
        case userAgent = 10018
        case headerContext = 10029
        case certificates = 10065
    }

    /// Options whose value is a function that receives bytes.
    enum Receiver: Int32 {
        case body = 20011
        case header = 20079
    }

    /// What `protocols` counts.
    static let (http, https) = (1, 2)
    /// The room that the library asks for behind `errorText`.
    static let errorRoom = 256

    private typealias Plain = @convention(c) (UnsafeMutableRawPointer) -> Void
    private typealias Performing = @convention(c) (UnsafeMutableRawPointer) -> Int32
    private typealias Making = @convention(c) () -> UnsafeMutableRawPointer?
    private typealias Wording = @convention(c) (Int32) -> UnsafePointer<CChar>?

    private let setOption: UnsafeMutableRawPointer
    private let making: Making
    private let performing: Performing
    private let ending: Plain
    private let wording: Wording

    private static let fileNames = ["libcurl.so.4", "libcurl-gnutls.so.4", "libcurl.so"]

    /// Loads the library.
    /// - Throws: `FetchError` where it is not installed.
    init() throws(FetchError) {
        let missing = FetchError(
            "downloading needs the library libcurl, which is not there",
            hint: "install the package libcurl4, or fetch on another computer (--archives) and use --from here")
        guard let handle = TransferLibrary.fileNames.lazy.compactMap({ dlopen($0, RTLD_NOW | RTLD_LOCAL) }).first,
            let start = dlsym(handle, "curl_global_init"), let make = dlsym(handle, "curl_easy_init"),
            let set = dlsym(handle, "curl_easy_setopt"), let perform = dlsym(handle, "curl_easy_perform"),
            let end = dlsym(handle, "curl_easy_cleanup"), let word = dlsym(handle, "curl_easy_strerror")
        else { throw missing }
        let everything = 3
        guard unsafeBitCast(start, to: (@convention(c) (Int) -> Int32).self)(everything) == 0 else {
            throw FetchError("the library libcurl does not start")
        }
        setOption = set
        making = unsafeBitCast(make, to: Making.self)
        performing = unsafeBitCast(perform, to: Performing.self)
        ending = unsafeBitCast(end, to: Plain.self)
        wording = unsafeBitCast(word, to: Wording.self)
    }

    /// A transfer's handle; give it back to `end`.
    func make() throws(FetchError) -> UnsafeMutableRawPointer {
        guard let handle = making() else { throw FetchError("no memory for a download") }
        return handle
    }

    func set(_ option: Number, _ value: Int, of handle: UnsafeMutableRawPointer) {
        _ = transfer_set_number(setOption, handle, option.rawValue, value)
    }

    /// Texts are copied by the library, addresses must stay valid until `end`.
    func set(_ option: Pointer, _ value: UnsafeRawPointer?, of handle: UnsafeMutableRawPointer) {
        _ = transfer_set_pointer(setOption, handle, option.rawValue, value)
    }

    func set(_ option: Receiver, _ value: @escaping transfer_receiver, of handle: UnsafeMutableRawPointer) {
        _ = transfer_set_receiver(setOption, handle, option.rawValue, value)
    }

    /// Runs the transfer; 0 where it went well.
    func perform(_ handle: UnsafeMutableRawPointer) -> Int32 { performing(handle) }

    func end(_ handle: UnsafeMutableRawPointer) { ending(handle) }

    /// The library's words for a status of `perform`.
    func words(for status: Int32) -> String { wording(status).map { String(cString: $0) } ?? "error \(status)" }
}
