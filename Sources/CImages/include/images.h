#ifndef SVERTKA_IMAGES_H
#define SVERTKA_IMAGES_H

#include <stddef.h>
#include <stdint.h>

// libpng and libjpeg leave their functions by longjmp when a file is damaged, which must not cross Swift's frames. So
// every use of them lives here: a function sets its own return point, gives what it took back, and answers 1, or 0 with a
// message. Callers have read sizes before and bring the memory.
// Passes over pixels are in pixels.h.

/// Rows of samples as a PNG file holds them.
struct png_form {
    uint32_t width, height;
    /// Bits of a sample as stored: 1, 2, 4, 8 or 16. In memory a sample takes a byte, of 16 bits two in the processor's order.
    int depth;
    /// 0 gray, 2 RGB, 3 palette, 4 gray with alpha, 6 RGBA.
    int colour;
    int is_interlaced;
    /// Colours of a palette, red green blue; and opacities of its first entries.
    int palette_count, opacity_count;
    uint8_t palette[768], opacities[256];
    /// Without a palette: the gray, or red, green and blue, that is transparent.
    int has_key;
    uint16_t key[3];
};

/// Decodes the file into `rows`; `form` says what its header claims and gets palette and transparency.
int png_image_decode(
    const uint8_t *file, size_t count, struct png_form *form, uint8_t *rows, size_t row_bytes, char message[256]);

/// Encodes `rows`. The file is new memory, to be freed with `images_free`.
///
/// - level: zlib's level from 0 to 9; filters are chosen for each row, or none where `is_unfiltered`.
/// - exif: the content of an eXIf chunk, if `exif_count` is not 0.
int png_image_encode(
    const struct png_form *form, const uint8_t *rows, size_t row_bytes, int level, int is_unfiltered,
    const uint8_t *exif, size_t exif_count, uint8_t **file, size_t *count, char message[256]);

/// What a JPEG file's header says.
struct jpeg_form {
    uint32_t width, height;
    /// Samples of a pixel as decoded: 1 gray, 3 RGB, 4 CMYK.
    int components;
    int is_progressive, is_arithmetic;
    /// True where colours of four inks are stored the other way round, as Adobe's programs do it.
    int is_adobe;
};

/// Loads libjpeg; before any other function of JPEG, and once. 0 with a message where it is not there.
int jpeg_image_load(char message[256]);

/// The library's file, and the Debian package that brings it.
const char *jpeg_image_library(void);
const char *jpeg_image_package(void);

/// Reads the header.
int jpeg_image_form(const uint8_t *file, size_t count, struct jpeg_form *form, char message[256]);

/// Decodes the file into `rows`, `width * components` bytes each.
///
/// - is_lenient: damaged data give what can be made of them, a file that is cut off ends in gray.
int jpeg_image_decode(
    const uint8_t *file, size_t count, const struct jpeg_form *form, int is_lenient, uint8_t *rows, char message[256]);

/// Encodes rows of gray, RGB or CMYK samples. The file is new memory, to be freed with `images_free`.
///
/// - quality: 1 to 100. subsampling: 0 keeps every colour, 1 every second one of a row, 2 one of four, -1 what libjpeg does.
/// - exif: the content of an APP1 marker (`Exif\0\0` and what follows), if `exif_count` is not 0.
int jpeg_image_encode(
    const struct jpeg_form *form, const uint8_t *rows, int quality, int subsampling, int is_optimized,
    const uint8_t *exif, size_t exif_count, uint8_t **file, size_t *count, char message[256]);

/// Frees a file that one of the functions above made.
void images_free(uint8_t *file);

#endif
