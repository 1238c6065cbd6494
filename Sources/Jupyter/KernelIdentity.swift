import JSON
import Session

/// What the kernel says of itself.
enum KernelIdentity {
    static let protocolVersion = "5.5"

    /// The content of `kernel_info_reply`.
    static let info: JSON = [
        "status": "ok",
        "protocol_version": .string(protocolVersion),
        "implementation": "svertka",
        "implementation_version": .string(Identity.version),
        "language_info": Identity.languageInfo,
        "banner": .string("Svertka \(Identity.version): a kernel for teaching deep learning"),
        "help_links": [
            ["text": "Keras", "url": "https://keras.io/api/"],
            ["text": "NumPy", "url": "https://numpy.org/doc/stable/"],
        ],
        "supported_features": ["kernel subshells", "debugger"],
        "debugger": true,
    ]
}
