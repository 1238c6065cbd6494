extension StoredImage {
    /// The same picture in 8-bit samples: gray, gray with opacity, RGB or RGBA.
    ///
    /// Fewer bits are spread over 0...255, of 16 bits the high byte stays, as Pillow does it. Palettes become colours,
    /// with opacities where the file has any; the transparent colour becomes an opacity of 0.
    public func pixelImage() -> PixelImage {
        switch kind {
        case .palette: fromPalette()
        case .inks: fromInks()
        case .gray, .grayAlpha, .colour, .colourAlpha: key == nil ? plain() : withKey()
        }
    }

    private func image(channels: Int, _ fill: (UnsafeMutableBufferPointer<UInt8>) -> Void) -> PixelImage {
        let count = width * height * channels
        let pixels = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            fill(UnsafeMutableBufferPointer(rebasing: buffer[0..<count]))
            filled = count
        }
        return PixelImage(checkedWidth: width, height: height, channels: channels, pixels: pixels)
    }

    /// What a stored sample of fewer than 8 bits is multiplied by.
    private var factor: UInt8 { bitDepth < 8 ? UInt8(255 / (1 << bitDepth - 1)) : 1 }

    private func plain() -> PixelImage {
        if bitDepth == 8 {
            return PixelImage(checkedWidth: width, height: height, channels: kind.channels, pixels: samples)
        }
        let factor = factor
        return image(channels: kind.channels) { target in
            if bitDepth == 16 {
                samples.withUnsafeBytes { source in
                    let wide = source.bindMemory(to: UInt16.self)
                    for place in target.indices { target[place] = UInt8(truncatingIfNeeded: wide[place] >> 8) }
                }
            } else {
                for place in target.indices { target[place] = samples[place] &* factor }
            }
        }
    }

    private func withKey() -> PixelImage {
        let opaque = plain()
        let channels = kind.channels
        let key = (key ?? []) + [0, 0, 0]
        return image(channels: channels + 1) { target in
            samples.withUnsafeBytes { source in
                let wide = source.bindMemory(to: UInt16.self)
                for pixel in 0..<width * height {
                    var isTransparent = true
                    for channel in 0..<channels {
                        let place = pixel * channels + channel
                        target[pixel * (channels + 1) + channel] = opaque.pixels[place]
                        let sample = bitDepth == 16 ? wide[place] : UInt16(source[place])
                        isTransparent = isTransparent && sample == key[channel]
                    }
                    target[pixel * (channels + 1) + channels] = isTransparent ? 0 : 255
                }
            }
        }
    }

    /// Red, green, blue and opacity of 256 places; those beyond the palette are grays, as in Pillow.
    private var colours: [[UInt8]] {
        (0..<256).map { place in
            let colour =
                place * 3 + 2 < palette.count
                ? Array(palette[place * 3...place * 3 + 2]) : [UInt8](repeating: UInt8(place), count: 3)
            return colour + [place < opacities.count ? opacities[place] : 255]
        }
    }

    private func fromPalette() -> PixelImage {
        let table = colours.flatMap { $0 }
        let channels = opacities.isEmpty ? 3 : 4
        return image(channels: channels) { target in
            for (pixel, place) in samples.enumerated() {
                for channel in 0..<channels { target[pixel * channels + channel] = table[Int(place) * 4 + channel] }
            }
        }
    }

    private func fromInks() -> PixelImage {
        image(channels: 3) { target in
            for pixel in 0..<width * height {
                let paper = 255 - Int(samples[pixel * 4 + 3])
                for channel in 0..<3 {
                    // Pillow's division by 255.
                    let scaled = Int(samples[pixel * 4 + channel]) * paper + 128
                    target[pixel * 3 + channel] = UInt8(max(0, paper - ((scaled >> 8) + scaled) >> 8))
                }
            }
        }
    }
}
