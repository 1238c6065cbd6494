import Vision

extension PixelImage {
    /// The picture with its columns or rows in the opposite order.
    func mirrored(columns: Bool, rows: Bool) -> PixelImage {
        guard columns || rows else { return self }
        var copy = self
        for row in 0..<height {
            let source = (rows ? height - 1 - row : row) * width
            for column in 0..<width {
                let from = (source + (columns ? width - 1 - column : column)) * channels
                let to = (row * width + column) * channels
                for part in 0..<channels { copy.pixels[to + part] = pixels[from + part] }
            }
        }
        return copy
    }

    /// The picture with at most `limit` columns and rows: Cairo takes no more than 32767 of them, a screen shows fewer.
    func sampled(limit: Int) -> PixelImage {
        guard width > limit || height > limit else { return self }
        let (columnStep, rowStep) = ((width + limit - 1) / limit, (height + limit - 1) / limit)
        let columns = Array(stride(from: 0, to: width, by: columnStep))
        let rows = Array(stride(from: 0, to: height, by: rowStep))
        var kept: [UInt8] = []
        kept.reserveCapacity(columns.count * rows.count * channels)
        for row in rows {
            for column in columns {
                let start = (row * width + column) * channels
                kept += pixels[start..<start + channels]
            }
        }
        return (try? PixelImage(width: columns.count, height: rows.count, channels: channels, pixels: kept)) ?? self
    }

    /// The picture, `opacity` times as opaque; pictures without alpha get one.
    func faded(_ opacity: Double) -> PixelImage {
        guard opacity < 1 else { return self }
        let colours = channels - (channels + 1) % 2
        let alpha = UInt8((min(max(opacity, 0), 1) * 255).rounded())
        var faded: [UInt8] = []
        faded.reserveCapacity(width * height * (colours + 1))
        for start in stride(from: 0, to: pixels.count, by: channels) {
            faded += pixels[start..<start + colours]
            let own = channels > colours ? Int(pixels[start + colours]) : 255
            faded.append(UInt8(own * Int(alpha) / 255))
        }
        return (try? PixelImage(width: width, height: height, channels: colours + 1, pixels: faded)) ?? self
    }

    /// The pixels as Cairo's ARGB32: words with colours multiplied by the opacity.
    var words: [UInt32] {
        let count = width * height
        return [UInt32](unsafeUninitializedCapacity: count) { target, filled in
            pixels.withUnsafeBufferPointer { source in
                switch channels {
                case 1: for place in 0..<count { target[place] = 0xFF00_0000 | UInt32(source[place]) * 0x01_0101 }
                case 3:
                    for place in 0..<count {
                        let (red, green, blue) = (source[3 * place], source[3 * place + 1], source[3 * place + 2])
                        target[place] = 0xFF00_0000 | UInt32(red) << 16 | UInt32(green) << 8 | UInt32(blue)
                    }
                default:
                    let colours = channels - 1
                    for place in 0..<count {
                        let at = place * channels
                        let alpha = UInt32(source[at + colours])
                        func part(_ channel: Int) -> UInt32 {
                            (UInt32(source[at + min(channel, colours - 1)]) * alpha + 127) / 255
                        }
                        target[place] = alpha << 24 | part(0) << 16 | part(1) << 8 | part(2)
                    }
                }
            }
            filled = count
        }
    }
}
