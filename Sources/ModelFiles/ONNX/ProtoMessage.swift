/// A message in the wire format of protocol buffers: fields by number, one after the other.
///
/// See https://protobuf.dev/programming-guides/encoding. A field begins with its number and the form of what follows:
/// 0 a whole number of variable length, 2 a length and so many bytes, 5 four bytes.
public struct ProtoMessage {
    public private(set) var bytes: [UInt8] = []

    public init() {}

    /// The fields of both messages.
    init(_ first: ProtoMessage, _ second: ProtoMessage) { bytes = first.bytes + second.bytes }

    private mutating func variable(_ value: UInt64) {
        var rest = value
        while rest >= 0x80 {
            bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
            rest >>= 7
        }
        bytes.append(UInt8(truncatingIfNeeded: rest))
    }

    private mutating func begin(_ field: Int, _ form: UInt64) { variable(UInt64(field) << 3 | form) }

    /// A whole number; negative ones take ten bytes.
    public mutating func add(_ field: Int, _ value: Int) {
        begin(field, 0)
        variable(UInt64(bitPattern: Int64(value)))
    }

    /// Four bytes of a float.
    public mutating func add(_ field: Int, _ value: Float) {
        begin(field, 5)
        for i in 0..<4 { bytes.append(UInt8(truncatingIfNeeded: value.bitPattern >> (8 * UInt32(i)))) }
    }

    /// Bytes as they are.
    public mutating func add(_ field: Int, _ value: some Collection<UInt8>) {
        begin(field, 2)
        variable(UInt64(value.count))
        bytes.append(contentsOf: value)
    }

    public mutating func add(_ field: Int, _ text: String) { add(field, text.utf8) }

    /// A message inside of the message.
    public mutating func add(_ field: Int, _ message: ProtoMessage) { add(field, message.bytes) }

    /// A message that `fill` makes.
    public mutating func add(_ field: Int, _ fill: (inout ProtoMessage) -> Void) {
        var inner = ProtoMessage()
        fill(&inner)
        add(field, inner)
    }
}
