import JSON

extension MIMEBundle {
    /// The `data` field of messages and notebooks: text as it is, bytes in base64, JSON unpacked, keys sorted.
    ///
    /// Keys are types without parameters (`; charset=utf-8`), as the protocol's schema has them; what is no type is left
    /// out, since no front end could show it.
    public var data: JSON {
        .object(
            content.sorted { $0.key < $1.key }.compactMap { key, content in
                guard let type = MIMEBundle.type(key), type == key || self.content[type] == nil else { return nil }
                return switch content {
                case .text(let text): (type, .string(text))
                case .bytes(let bytes): (type, .string(Base64.text(bytes)))
                case .json(let value): (type, value)
                }
            })
    }

    /// The type that a key begins with: letters, digits and `_-+.` around one slash; `nil` where there is none.
    private static func type(_ key: String) -> String? {
        let type = key.utf8.prefix { $0 != UInt8(ascii: ";") && $0 != UInt8(ascii: " ") }
        let parts = type.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
        let isType =
            parts.count == 2
            && parts.allSatisfy { part in
                !part.isEmpty
                    && part.allSatisfy { byte in
                        (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
                            || "_-+.".utf8.contains(byte)
                    }
            }
        return isType ? String(type) : nil
    }

    /// The `metadata` field beside `data`.
    public var metadataFields: JSON {
        .object(metadata.sorted { $0.key < $1.key }.map { ($0.key, $0.value) })
    }
}
