// JPEG files through libjpeg-turbo, loaded when the first one is read or written: most notebooks need none, and the
// program runs where the library is not installed. The layout of its structures is that of the headers, which names the
// library's version too.
#include "images.h"

#include <dlfcn.h>
#include <setjmp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// jerror.h numbers its messages by what jpeglib.h says the library can do.
#include <jpeglib.h>
#include <jerror.h>

#if JPEG_LIB_VERSION >= 80
#define LIBRARY "libjpeg.so.8"
#define PACKAGE "libjpeg-turbo8"
#else
#define LIBRARY "libjpeg.so.62"
#define PACKAGE "libjpeg62-turbo"
#endif

/// More scans than any program makes; each walks over the whole picture.
enum { most_scans = 500 };

/// The library's functions; each has the type of its declaration.
#define FUNCTIONS(f) \
    f(jpeg_std_error) f(jpeg_CreateDecompress) f(jpeg_read_header) f(jpeg_start_decompress) f(jpeg_read_scanlines) \
    f(jpeg_destroy_decompress) f(jpeg_resync_to_restart) f(jpeg_CreateCompress) f(jpeg_set_defaults) \
    f(jpeg_set_quality) f(jpeg_set_colorspace) f(jpeg_simple_progression) f(jpeg_start_compress) \
    f(jpeg_write_marker) f(jpeg_write_scanlines) f(jpeg_finish_compress) f(jpeg_destroy_compress)

static struct {
#define FIELD(name) __typeof__(&name) name;
    FUNCTIONS(FIELD)
} library;

int jpeg_image_load(char message[256]) {
    void *handle = dlopen(LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!handle) {
        snprintf(message, 256, "the library libjpeg-turbo (" LIBRARY ") is not there: install the package " PACKAGE);
        return 0;
    }
#define FIND(name) \
    if (!(library.name = (__typeof__(&name))dlsym(handle, #name))) { \
        snprintf(message, 256, LIBRARY " has no %s: install the package " PACKAGE, #name); \
        return 0; \
    }
    FUNCTIONS(FIND)
    return 1;
}

const char *jpeg_image_library(void) { return LIBRARY; }

const char *jpeg_image_package(void) { return PACKAGE; }

/// What a call of libjpeg works with. The library hands its parts around, so each finds the whole again.
struct work {
    struct jpeg_error_mgr errors;
    jmp_buf back;
    char *message;
    int is_lenient;
    struct jpeg_source_mgr source;
    struct jpeg_progress_mgr progress;
    struct jpeg_destination_mgr destination;
    uint8_t *output;
    size_t room;
};

static struct work *work_of(j_common_ptr image) { return image->client_data; }

static void stop(j_common_ptr image, const char *words) {
    struct work *work = work_of(image);
    strncpy(work->message, words, 255);
    work->message[255] = 0;
    longjmp(work->back, 1);
}

static void fail(j_common_ptr image) {
    char words[JMSG_LENGTH_MAX];
    image->err->format_message(image, words);
    stop(image, words);
}

/// Cameras leave a few bytes too many between markers, and numbers of versions are often wrong: pictures are whole all
/// the same. What is missing or unreadable inside of the picture is damage.
static void warn(j_common_ptr image, int level) {
    if (level >= 0 || work_of(image)->is_lenient) return;
    switch (image->err->msg_code) {
    case JWRN_HIT_MARKER:
    case JWRN_HUFF_BAD_CODE:
#ifdef D_ARITH_CODING_SUPPORTED
    case JWRN_ARITH_BAD_CODE:
#endif
    case JWRN_MUST_RESYNC:
    case JWRN_NOT_SEQUENTIAL:
        fail(image);
    }
}

static void print_nothing(j_common_ptr image) { (void)image; }

static void begin(struct work *work) {
    library.jpeg_std_error(&work->errors);
    work->errors.error_exit = fail;
    work->errors.emit_message = warn;
    work->errors.output_message = print_nothing;
}

// MARK: Reading

static void source_begins(j_decompress_ptr image) { (void)image; }

static const JOCTET end_of_image[2] = {0xFF, JPEG_EOI};

/// The file is at its end, and the picture is not.
static boolean source_is_empty(j_decompress_ptr image) {
    if (!work_of((j_common_ptr)image)->is_lenient) stop((j_common_ptr)image, "the file is cut off");
    image->src->next_input_byte = end_of_image;
    image->src->bytes_in_buffer = 2;
    return TRUE;
}

static void source_skips(j_decompress_ptr image, long count) {
    if (count <= 0) return;
    if ((size_t)count > image->src->bytes_in_buffer) {
        source_is_empty(image);
        return;
    }
    image->src->next_input_byte += count;
    image->src->bytes_in_buffer -= (size_t)count;
}

static void look_at_scans(j_common_ptr image) {
    if (image->is_decompressor && ((j_decompress_ptr)image)->input_scan_number > most_scans)
        stop(image, "the picture has more than 500 scans");
}

/// Opens the file and reads its header.
static void read_header(j_decompress_ptr image, struct work *work, const uint8_t *file, size_t count) {
    image->client_data = work;
    work->source = (struct jpeg_source_mgr){
        file, count, source_begins, source_is_empty, source_skips, library.jpeg_resync_to_restart, source_begins};
    image->src = &work->source;
    work->progress.progress_monitor = look_at_scans;
    image->progress = &work->progress;
    library.jpeg_read_header(image, TRUE);
    switch (image->num_components) {
    case 1: image->out_color_space = JCS_GRAYSCALE; break;
    case 3: image->out_color_space = JCS_RGB; break;
    case 4: image->out_color_space = JCS_CMYK; break;
    default: stop((j_common_ptr)image, "a picture has 1, 3 or 4 components");
    }
}

static struct jpeg_form form_of(const struct jpeg_decompress_struct *image) {
    return (struct jpeg_form){
        image->image_width, image->image_height, image->num_components, image->progressive_mode, image->arith_code,
        image->saw_Adobe_marker};
}

static void read_rows(j_decompress_ptr image, const struct jpeg_form *form, uint8_t *rows) {
    library.jpeg_start_decompress(image);
    if (image->output_width != form->width || image->output_height != form->height
        || image->output_components != form->components)
        stop((j_common_ptr)image, "two headers disagree");
    size_t row_bytes = (size_t)form->width * (size_t)form->components;
    while (image->output_scanline < image->output_height) {
        JSAMPROW row = rows + image->output_scanline * row_bytes;
        library.jpeg_read_scanlines(image, &row, 1);
    }
    // What follows the last row is nobody's.
}

/// Reads the header into `found`, and the rows where there is room for them: `form` is what they were made for.
static int read_file(
    const uint8_t *file, size_t count, struct jpeg_form *found, const struct jpeg_form *form, int is_lenient,
    uint8_t *rows, char message[256]
) {
    struct work work = {.message = message, .is_lenient = is_lenient};
    struct jpeg_decompress_struct image = {0};
    begin(&work);
    image.err = &work.errors;
    image.client_data = &work;
    if (setjmp(work.back)) {
        library.jpeg_destroy_decompress(&image);
        return 0;
    }
    library.jpeg_CreateDecompress(&image, JPEG_LIB_VERSION, sizeof image);
    read_header(&image, &work, file, count);
    if (found) *found = form_of(&image);
    if (rows) read_rows(&image, form, rows);
    library.jpeg_destroy_decompress(&image);
    return 1;
}

int jpeg_image_form(const uint8_t *file, size_t count, struct jpeg_form *form, char message[256]) {
    return read_file(file, count, form, NULL, 0, NULL, message);
}

int jpeg_image_decode(
    const uint8_t *file, size_t count, const struct jpeg_form *form, int is_lenient, uint8_t *rows, char message[256]
) {
    return read_file(file, count, NULL, form, is_lenient, rows, message);
}

// MARK: Writing

static void use_room(j_compress_ptr image) {
    struct work *work = work_of((j_common_ptr)image);
    size_t room = work->room ? work->room * 2 : 1 << 16;
    uint8_t *larger = realloc(work->output, room);
    if (!larger) stop((j_common_ptr)image, "there is no memory for the file");
    work->destination.next_output_byte = larger + work->room;
    work->destination.free_in_buffer = room - work->room;
    work->output = larger;
    work->room = room;
}

/// libjpeg asks when the room is used up to its end.
static boolean more_room(j_compress_ptr image) {
    use_room(image);
    return TRUE;
}

static void room_ends(j_compress_ptr image) { (void)image; }

static void write_rows(
    j_compress_ptr image, const struct jpeg_form *form, const uint8_t *rows, int quality, int subsampling,
    int is_optimized, const uint8_t *exif, size_t exif_count
) {
    image->image_width = form->width;
    image->image_height = form->height;
    image->input_components = form->components;
    image->in_color_space = form->components == 1 ? JCS_GRAYSCALE : form->components == 3 ? JCS_RGB : JCS_CMYK;
    library.jpeg_set_defaults(image);
    library.jpeg_set_quality(image, quality, TRUE);
    image->optimize_coding = is_optimized ? TRUE : FALSE;
    if (subsampling >= 0) {
        image->comp_info[0].h_samp_factor = subsampling == 0 ? 1 : 2;
        image->comp_info[0].v_samp_factor = subsampling == 2 ? 2 : 1;
    }
    if (form->is_progressive) library.jpeg_simple_progression(image);
    library.jpeg_start_compress(image, TRUE);
    if (exif_count > 0) library.jpeg_write_marker(image, JPEG_APP0 + 1, exif, (unsigned)exif_count);
    size_t row_bytes = (size_t)form->width * (size_t)form->components;
    while (image->next_scanline < image->image_height) {
        // The library reads rows only, though its parameter is not const.
        JSAMPROW row = (JSAMPROW)rows + image->next_scanline * row_bytes;
        library.jpeg_write_scanlines(image, &row, 1);
    }
    library.jpeg_finish_compress(image);
}

int jpeg_image_encode(
    const struct jpeg_form *form, const uint8_t *rows, int quality, int subsampling, int is_optimized,
    const uint8_t *exif, size_t exif_count, uint8_t **file, size_t *count, char message[256]
) {
    struct work work = {.message = message};
    struct jpeg_compress_struct image = {0};
    begin(&work);
    image.err = &work.errors;
    image.client_data = &work;
    if (setjmp(work.back)) {
        library.jpeg_destroy_compress(&image);
        free(work.output);
        return 0;
    }
    library.jpeg_CreateCompress(&image, JPEG_LIB_VERSION, sizeof image);
    work.destination.init_destination = use_room;
    work.destination.empty_output_buffer = more_room;
    work.destination.term_destination = room_ends;
    image.dest = &work.destination;
    write_rows(&image, form, rows, quality, subsampling, is_optimized, exif, exif_count);
    library.jpeg_destroy_compress(&image);
    *file = work.output;
    *count = work.room - work.destination.free_in_buffer;
    return 1;
}
