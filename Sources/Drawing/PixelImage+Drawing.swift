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
}
