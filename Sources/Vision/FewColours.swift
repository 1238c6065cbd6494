/// Pictures in few colours: each pixel gets the nearest one, and what it lacks is handed on to its neighbours on the right
/// and below (Floyd and Steinberg 1976). The order of sums is Pillow's, so that results agree pixel for pixel.
public enum FewColours {
    /// What one channel lacks so far: 7/16 goes to the right, 3/16, 5/16 and 1/16 to the row below.
    private struct Lack {
        var next = 0, below = 0, belowNext = 0

        /// Hands on what a pixel lacks; gives the sum for the pixel below on the left.
        mutating func spread(_ lack: Int) -> Int {
            let left = 3 * lack + below
            below = 5 * lack + belowNext
            belowNext = lack
            next = 7 * lack
            return left
        }
    }

    /// 0 or 255 for each gray.
    ///
    /// - Parameter grays: [height, width].
    public static func blackAndWhite(_ grays: [UInt8], width: Int) -> [UInt8] {
        var result = grays
        var carried = [Int](repeating: 0, count: width + 1)
        for start in stride(from: 0, to: grays.count - grays.count % max(width, 1), by: max(width, 1)) {
            var lack = Lack()
            for x in 0..<width {
                let value = min(max(Int(grays[start + x]) + (lack.next + carried[x + 1]) / 16, 0), 255)
                let chosen = value > 128 ? 255 : 0
                result[start + x] = UInt8(chosen)
                carried[x] = lack.spread(value - chosen)
            }
            carried[width] = lack.below
        }
        return result
    }

    /// The place of a colour of the palette for each pixel.
    ///
    /// - Parameters:
    ///   - pixels: [height, width, 3].
    ///   - palette: red, green, blue of at most 256 colours.
    ///   - isDithered: false gives every pixel the nearest colour and hands nothing on.
    public static func places(_ pixels: [UInt8], width: Int, palette: [UInt8], isDithered: Bool) -> [UInt8] {
        let height = width > 0 ? pixels.count / 3 / width : 0
        var result = [UInt8](repeating: 0, count: width * height)
        var nearest = NearestColour(palette)
        var carried = [Int](repeating: 0, count: (width + 1) * 3)
        for y in 0..<height {
            var lacks = [Lack(), Lack(), Lack()]
            for x in 0..<width {
                let place = y * width + x
                var colour = (0..<3).map { Int(pixels[place * 3 + $0]) }
                if isDithered {
                    for k in 0..<3 {
                        colour[k] = min(max(colour[k] + (lacks[k].next + carried[(x + 1) * 3 + k]) / 16, 0), 255)
                    }
                }
                let chosen = nearest.place(colour[0], colour[1], colour[2])
                result[place] = UInt8(chosen)
                if isDithered {
                    for k in 0..<3 {
                        carried[x * 3 + k] = lacks[k].spread(colour[k] - Int(palette[chosen * 3 + k]))
                    }
                }
            }
            // Pillow carries only the blue over the row's end, in all three places; so does this.
            carried.replaceSubrange((width * 3)..., with: [lacks[2].below, lacks[2].belowNext, lacks[2].belowNext])
        }
        return result
    }

    /// The palette's nearest colour, remembered for cubes of 4 x 4 x 4 colours; a cube is judged by its darkest corner.
    private struct NearestColour {
        let palette: [UInt8]
        var known = [Int16](repeating: -1, count: 64 * 64 * 64)

        init(_ palette: [UInt8]) { self.palette = palette }

        mutating func place(_ red: Int, _ green: Int, _ blue: Int) -> Int {
            let cube = (red >> 2) + (green >> 2) * 64 + (blue >> 2) * 4096
            if known[cube] >= 0 { return Int(known[cube]) }
            var best = 0, least = Int.max
            for place in 0..<min(palette.count / 3, 256) {
                let r = Int(palette[place * 3]) - red & ~3, g = Int(palette[place * 3 + 1]) - green & ~3
                let b = Int(palette[place * 3 + 2]) - blue & ~3
                let distance = r * r + g * g + b * b
                if distance < least { (best, least) = (place, distance) }
            }
            known[cube] = Int16(best)
            return best
        }
    }
}
