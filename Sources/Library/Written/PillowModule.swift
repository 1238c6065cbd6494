import Language

/// `PIL`: pictures in PNG and JPEG files, their modes and sizes, filters and drawing. Written in the language over `numpy`,
/// with Pillow's names and its arithmetic.
enum PillowModule {
    static let modules = [
        NativeModule("PIL", doc: "Pictures in files.", written: WrittenModule(source: PillowText.errors)),
        NativeModule(
            "PIL.Image", doc: "Pictures: PNG and JPEG files, modes, sizes, pixels.",
            written: WrittenModule(
                source: [
                    PillowText.start, PillowText.names, PillowText.modes, PillowText.sizes, PillowText.picture,
                    PillowText.exif, PillowText.files,
                ].joined(separator: "\n\n"))),
        NativeModule(
            "PIL.ImageFile", doc: "How damaged files are read.",
            written: WrittenModule(source: "LOAD_TRUNCATED_IMAGES = False\n")),
        NativeModule(
            "PIL.ImageFilter", doc: "Blur, sharpen, find edges: what img.filter() takes.",
            written: WrittenModule(source: PillowText.filters)),
        NativeModule(
            "PIL.ImageOps", doc: "Pictures mirrored, fitted, inverted, spread over all brightnesses.",
            written: WrittenModule(source: PillowText.ops)),
        NativeModule(
            "PIL.ImageEnhance", doc: "Brightness, contrast, colour and sharpness by a factor.",
            written: WrittenModule(source: PillowText.enhance)),
        NativeModule(
            "PIL.ImageChops", doc: "Sums and differences of pictures.",
            written: WrittenModule(source: PillowText.chops)),
        NativeModule(
            "PIL.ImageDraw", doc: "Lines, boxes, circles and polygons on pictures.",
            written: WrittenModule(source: PillowText.draw)),
        PillowFiles.module,
    ]
}

extension PillowText {
    static let errors = #"""
        class UnidentifiedImageError(OSError):
            """A file that is no picture, or in a format that is not read."""
        """#
}
