import Sandbox
import Session

extension ProcessRunner {
    /// A worker by `exec`, behind the layers that `sandbox` asks for.
    ///
    /// The thread that calls it must live as long as the worker, which dies with it.
    /// - scratch: where the cells work and may write; without it they work in the sandbox's folder and write nothing.
    /// - Throws: `SystemFailure` where the system gives no process or pipe. A worker that cannot put a layer on ends, and
    ///   its first cell is told `died`.
    public static func sandboxed(
        _ sandbox: WorkerSandbox, scratch: ScratchFolder? = nil
    ) throws(SystemFailure) -> ProcessRunner {
        var sandbox = sandbox
        sandbox.scratch = scratch?.path
        let (process, requests, replies) = try sandbox.spawn()
        return ProcessRunner(process: process, requests: requests, replies: replies, scratch: scratch)
    }
}
