// PNG files through libpng. Chunks that ask for other colours (gAMA, iCCP …) never come here: callers leave them out.
#include "images.h"

#include <png.h>
#include <setjmp.h>
#include <stdlib.h>
#include <string.h>

/// What a call of libpng works with, and where it comes back to when the file is damaged.
struct work {
    jmp_buf back;
    char *message;
    const uint8_t *input;
    size_t left;
    uint8_t *output;
    size_t count, room;
};

static void fail(png_structp png, png_const_charp words) {
    struct work *work = png_get_error_ptr(png);
    strncpy(work->message, words, 255);
    work->message[255] = 0;
    longjmp(work->back, 1);
}

static void ignore(png_structp png, png_const_charp words) {
    (void)png;
    (void)words;
}

static void give(png_structp png, png_bytep target, size_t count) {
    struct work *work = png_get_io_ptr(png);
    if (count > work->left) png_error(png, "the file is cut off");
    memcpy(target, work->input, count);
    work->input += count;
    work->left -= count;
}

static void take(png_structp png, png_bytep source, size_t count) {
    struct work *work = png_get_io_ptr(png);
    if (count > work->room - work->count) {
        size_t room = (work->count + count) * 2;
        uint8_t *larger = realloc(work->output, room);
        if (!larger) png_error(png, "there is no memory for the file");
        work->output = larger;
        work->room = room;
    }
    memcpy(work->output + work->count, source, count);
    work->count += count;
}

static void flush(png_structp png) { (void)png; }

static int is_little_endian(void) {
    const uint16_t one = 1;
    return *(const uint8_t *)&one;
}

/// Samples as they are, a byte for less than 8 bits, 16 bits in the processor's order.
static void unpacked(png_structp png, int depth) {
    if (depth < 8) png_set_packing(png);
    if (depth == 16 && is_little_endian()) png_set_swap(png);
}

static void read_colours(png_structp png, png_infop info, struct png_form *form) {
    png_colorp colours = NULL;
    int count = 0;
    form->palette_count = form->opacity_count = form->has_key = 0;
    if (form->colour == PNG_COLOR_TYPE_PALETTE && png_get_PLTE(png, info, &colours, &count)) {
        form->palette_count = count < 256 ? count : 256;
        for (int i = 0; i < form->palette_count; i++) {
            form->palette[3 * i] = colours[i].red;
            form->palette[3 * i + 1] = colours[i].green;
            form->palette[3 * i + 2] = colours[i].blue;
        }
    }
    png_bytep opacities = NULL;
    png_color_16p key = NULL;
    if (!png_get_valid(png, info, PNG_INFO_tRNS) || !png_get_tRNS(png, info, &opacities, &count, &key)) return;
    if (form->colour == PNG_COLOR_TYPE_PALETTE && opacities) {
        form->opacity_count = count < 256 ? count : 256;
        memcpy(form->opacities, opacities, (size_t)form->opacity_count);
    } else if (key && (form->colour == PNG_COLOR_TYPE_GRAY || form->colour == PNG_COLOR_TYPE_RGB)) {
        form->has_key = 1;
        form->key[0] = form->colour == PNG_COLOR_TYPE_GRAY ? key->gray : key->red;
        form->key[1] = key->green;
        form->key[2] = key->blue;
    }
}

static void read_rows(png_structp png, png_infop info, struct png_form *form, uint8_t *rows, size_t row_bytes) {
    png_set_user_limits(png, form->width, form->height);
    png_set_chunk_malloc_max(png, 1 << 23);
    png_set_crc_action(png, PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_read_info(png, info);
    if (png_get_image_width(png, info) != form->width || png_get_image_height(png, info) != form->height
        || png_get_bit_depth(png, info) != form->depth || png_get_color_type(png, info) != form->colour)
        png_error(png, "two headers disagree");
    unpacked(png, form->depth);
    int passes = png_set_interlace_handling(png);
    form->is_interlaced = passes > 1;
    png_read_update_info(png, info);
    if (png_get_rowbytes(png, info) != row_bytes) png_error(png, "rows are not as long as the header says");
    read_colours(png, info, form);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < form->height; y++) png_read_row(png, rows + y * row_bytes, NULL);
    png_read_end(png, NULL);
}

int png_image_decode(
    const uint8_t *file, size_t count, struct png_form *form, uint8_t *rows, size_t row_bytes, char message[256]
) {
    struct work work = {.message = message, .input = file, .left = count};
    png_structp png = png_create_read_struct(PNG_LIBPNG_VER_STRING, &work, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        strcpy(message, "there is no memory for libpng");
        png_destroy_read_struct(&png, NULL, NULL);
        return 0;
    }
    // Nothing that changes after setjmp is looked at behind it: the pointers above stay as they are.
    if (setjmp(work.back)) {
        png_destroy_read_struct(&png, &info, NULL);
        return 0;
    }
    png_set_read_fn(png, &work, give);
    read_rows(png, info, form, rows, row_bytes);
    png_destroy_read_struct(&png, &info, NULL);
    return 1;
}

static void write_colours(png_structp png, png_infop info, const struct png_form *form) {
    if (form->colour == PNG_COLOR_TYPE_PALETTE) {
        png_color colours[256];
        for (int i = 0; i < form->palette_count; i++)
            colours[i] = (png_color){form->palette[3 * i], form->palette[3 * i + 1], form->palette[3 * i + 2]};
        png_set_PLTE(png, info, colours, form->palette_count);
        if (form->opacity_count > 0) png_set_tRNS(png, info, form->opacities, form->opacity_count, NULL);
    } else if (form->has_key) {
        png_color_16 key = {0, form->key[0], form->key[1], form->key[2], form->key[0]};
        png_set_tRNS(png, info, NULL, 0, &key);
    }
}

static void write_rows(
    png_structp png, png_infop info, const struct png_form *form, const uint8_t *rows, size_t row_bytes, int level,
    int is_unfiltered, const uint8_t *exif, size_t exif_count
) {
    png_set_IHDR(
        png, info, form->width, form->height, form->depth, form->colour,
        form->is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, PNG_COMPRESSION_TYPE_DEFAULT,
        PNG_FILTER_TYPE_DEFAULT);
    png_set_compression_level(png, level);
    if (is_unfiltered) png_set_filter(png, PNG_FILTER_TYPE_BASE, PNG_NO_FILTERS);
    write_colours(png, info, form);
    // libpng takes a copy, though its parameter is not const.
    if (exif_count > 0) png_set_eXIf_1(png, info, (uint32_t)exif_count, (png_bytep)exif);
    png_write_info(png, info);
    unpacked(png, form->depth);
    int passes = png_set_interlace_handling(png);
    for (int pass = 0; pass < passes; pass++)
        for (uint32_t y = 0; y < form->height; y++) png_write_row(png, rows + y * row_bytes);
    png_write_end(png, NULL);
}

int png_image_encode(
    const struct png_form *form, const uint8_t *rows, size_t row_bytes, int level, int is_unfiltered,
    const uint8_t *exif, size_t exif_count, uint8_t **file, size_t *count, char message[256]
) {
    struct work work = {.message = message};
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, &work, fail, ignore);
    png_infop info = png ? png_create_info_struct(png) : NULL;
    if (!info) {
        strcpy(message, "there is no memory for libpng");
        png_destroy_write_struct(&png, NULL);
        return 0;
    }
    if (setjmp(work.back)) {
        png_destroy_write_struct(&png, &info);
        free(work.output);
        return 0;
    }
    png_set_write_fn(png, &work, take, flush);
    write_rows(png, info, form, rows, row_bytes, level, is_unfiltered, exif, exif_count);
    png_destroy_write_struct(&png, &info);
    *file = work.output;
    *count = work.count;
    return 1;
}

void images_free(uint8_t *file) { free(file); }
