import Sandbox
import Session

extension ProcessRunner {
    /// A worker by `exec`, behind the layers that `sandbox` asks for.
    ///
    /// The thread that calls it must live as long as the worker, which dies with it.
    /// - Throws: `SystemFailure` where the system gives no process or pipe. A worker that cannot put a layer on ends, and
    ///   its first cell is told `died`.
    public static func sandboxed(_ sandbox: WorkerSandbox) throws(SystemFailure) -> ProcessRunner {
        let (process, requests, replies) = try sandbox.spawn()
        return ProcessRunner(process: process, requests: requests, replies: replies)
    }
}
