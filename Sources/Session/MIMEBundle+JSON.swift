import JSON
import Language

extension MIMEBundle {
    /// The `data` field of messages and notebooks: text as it is, bytes in base64, JSON unpacked, keys sorted.
    public var data: JSON {
        .object(
            content.sorted { $0.key < $1.key }.map { type, content in
                switch content {
                case .text(let text): (type, .string(text))
                case .bytes(let bytes): (type, .string(Base64.text(bytes)))
                case .json(let value): (type, value)
                }
            })
    }

    /// The `metadata` field beside `data`.
    public var metadataFields: JSON {
        .object(metadata.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
}
