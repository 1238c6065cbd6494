import Jupyter
import Session
import Testing

@Suite struct ConnectionFileTests {
    @Test(arguments: [
        ["-f", "/a b/k.json"], ["-f/a b/k.json"], ["--f=/a b/k.json"], ["--f=\"/a b/k.json\""],
        ["--connection-file", "/a b/k.json"], ["--connection-file=/a b/k.json"], ["/a b/k.json"],
        ["--HistoryManager.hist_file=:memory:", "-f", "/a b/k.json"],
        ["/a b/k.json", "--HistoryManager.hist_file=:memory:"],
    ]) func allFormsOfArgumentsNameTheFile(arguments: [String]) {
        #expect(ConnectionFile.path(in: arguments) == "/a b/k.json")
    }

    @Test(arguments: [[], ["-f"], ["--x=1"]]) func noFileIsNoFile(arguments: [String]) {
        #expect(ConnectionFile.path(in: arguments) == nil)
    }

    private let ports = #""shell_port": 1, "iopub_port": 2, "stdin_port": 3, "control_port": 4, "hb_port": 5"#

    @Test func endpointsFollowTheTransport() throws {
        let tcp = try ConnectionFile("{\(ports), \"ip\": \"127.0.0.1\", \"key\": \"\"}")
        #expect(tcp.endpoint(.iopub) == "tcp://127.0.0.1:2")
        let ipc = try ConnectionFile("{\(ports), \"transport\": \"ipc\", \"ip\": \"/run/k\"}")
        #expect(ipc.endpoint(.heartbeat) == "ipc:///run/k-5")
        let six = try ConnectionFile("{\(ports), \"ip\": \"::1\"}")
        #expect(six.endpoint(.shell) == "tcp://[::1]:1")
        let beside = try ConnectionFile("{\(ports), \"transport\": \"ipc\"}", path: "/run/kernel-7.json")
        #expect(beside.endpoint(.shell) == "ipc:///run/kernel-7-ipc-1")
    }

    @Test(arguments: [
        "", "[]", "{}", #"{"transport": "udp"}"#, #"{"signature_scheme": "hmac-md5"}"#, #"{"shell_port": 0}"#,
        #"{"shell_port": 70000}"#, #"{"shell_port": "1"}"#,
    ]) func filesThatCannotBeServedAreRefused(text: String) {
        #expect(throws: SystemFailure.self) { try ConnectionFile(text) }
    }

    @Test func aRegistrationFileLeavesThePortsToTheKernel() throws {
        let file = try ConnectionFile(#"{"registration_port": 9, "key": "k"}"#, path: "/run/kernel-ab.json")
        #expect(file.endpoint(.shell) == "tcp://127.0.0.1:*")
    }

    @Test func halfAPairOfKeysIsRefused() {
        #expect(throws: SystemFailure.self) { try ConnectionFile("{\(ports), \"curve_publickey\": \"abc\"}") }
    }

    @Test func socketFilesNeedAFolderAndAShortPath() throws {
        let missing = try ConnectionFile("{\(ports), \"transport\": \"ipc\", \"ip\": \"/no/such/folder/k\"}")
        #expect(throws: SystemFailure.self) { try missing.checkSocketFiles() }
        let name = String(repeating: "k", count: 200)
        let long = try ConnectionFile("{\(ports), \"transport\": \"ipc\", \"ip\": \"/tmp/\(name)\"}")
        #expect(throws: SystemFailure.self) { try long.checkSocketFiles() }
    }
}
