/// A GIF 89a file: a table of colours for all frames, each frame a rectangle packed by LZW (Welch 1984), transparent
/// where nothing changed. Its clock counts hundredths of a second.
extension FilmStrip {
    /// The animation as the bytes of a GIF file.
    ///
    /// - Throws: `VisionError` where there is no frame.
    public func gif() throws(VisionError) -> [UInt8] {
        guard !frames.isEmpty else { throw VisionError("an animation needs a frame") }
        let palette = FilmPalette(self)
        let count = palette.colours.count + 1
        let bits = (1...8).first { count <= 1 << $0 } ?? 8
        var file = Array("GIF89a".utf8) + little(width) + little(height)
        file += [0x80 | UInt8(bits - 1) << 4 | UInt8(bits - 1), 0, 0]
        file += palette.triples(count: 1 << bits)
        if frames.count > 1, loops != 1 {
            // How often it is played again: an extension that Netscape made and everybody reads.
            file += [0x21, 0xFF, 11] + Array("NETSCAPE2.0".utf8) + [3, 1] + little(loops > 0 ? loops - 1 : 0) + [0]
        }
        // The rounding of one frame's time is made good by the next.
        var (time, shown) = (0, 0)
        for frame in frames {
            time += frame.milliseconds
            let hundredths = max((time + 5) / 10 - shown, 1)
            shown += hundredths
            // The frame stays when the next comes (4) and has a transparent colour (1).
            file += [0x21, 0xF9, 4, 0x05] + little(hundredths) + [palette.transparent, 0]
            file += [0x2C] + little(frame.x) + little(frame.y) + little(frame.width) + little(frame.height) + [0]
            var packer = LZWPacker(bits: max(bits, 2))
            let data = packer.pack(palette.indices(frame))
            file.append(UInt8(max(bits, 2)))
            for start in stride(from: 0, to: data.count, by: 255) {
                let block = data[start..<min(start + 255, data.count)]
                file.append(UInt8(block.count))
                file += block
            }
            file.append(0)
        }
        file.append(0x3B)
        return file
    }

    /// A number as two bytes, the lower first.
    private func little(_ number: Int) -> [UInt8] {
        [UInt8(truncatingIfNeeded: number), UInt8(truncatingIfNeeded: number >> 8)]
    }
}

/// LZW with codes of growing width, as GIF packs indices.
private struct LZWPacker {
    private let bits: Int
    private var output: [UInt8] = []
    private var buffer: UInt32 = 0
    private var filled: UInt32 = 0
    /// The code of each known string and one more index; 0 where there is none.
    private var next: [UInt16]
    /// Places of `next` that are in use.
    private var used: [Int] = []

    init(bits: Int) {
        self.bits = bits
        next = [UInt16](repeating: 0, count: 4096 << 8)
    }

    mutating func pack(_ indices: [UInt8]) -> [UInt8] {
        let clear = 1 << bits
        var width = bits + 1
        var count = clear + 2
        put(clear, width)
        guard var code = indices.first.map({ Int($0) }) else {
            put(clear + 1, width)
            return finished()
        }
        for index in indices.dropFirst() {
            let place = code << 8 | Int(index)
            if next[place] != 0 {
                code = Int(next[place])
                continue
            }
            put(code, width)
            if count < 4096 {
                next[place] = UInt16(count)
                used.append(place)
                if count == 1 << width { width += 1 }
                count += 1
            } else {
                // The table is full: both sides begin anew.
                put(clear, width)
                for place in used { next[place] = 0 }
                used.removeAll(keepingCapacity: true)
                (width, count) = (bits + 1, clear + 2)
            }
            code = Int(index)
        }
        put(code, width)
        // The reader's table grows with this last code too.
        if count == 1 << width, width < 12 { width += 1 }
        put(clear + 1, width)
        return finished()
    }

    private mutating func put(_ code: Int, _ width: Int) {
        buffer |= UInt32(code) << filled
        filled += UInt32(width)
        while filled >= 8 {
            output.append(UInt8(truncatingIfNeeded: buffer))
            buffer >>= 8
            filled -= 8
        }
    }

    private mutating func finished() -> [UInt8] {
        if filled > 0 { output.append(UInt8(truncatingIfNeeded: buffer)) }
        return output
    }
}
