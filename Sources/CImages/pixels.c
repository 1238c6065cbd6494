#include "pixels.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

// MARK: Filters of PNG

static uint8_t paeth(int a, int b, int c) {
    int to_a = abs(b - c), to_b = abs(a - c), to_c = abs(a + b - 2 * c);
    return (uint8_t)(to_a <= to_b && to_a <= to_c ? a : to_b <= to_c ? b : c);
}

#if defined(__SSE2__)
// Pixels of three or four bytes at once, as numbers of 16 bits.
static __m128i load(const uint8_t *from) {
    int32_t bytes;
    memcpy(&bytes, from, 4);
    return _mm_unpacklo_epi8(_mm_cvtsi32_si128(bytes), _mm_setzero_si128());
}

static __m128i size(__m128i x) { return _mm_max_epi16(x, _mm_sub_epi16(_mm_setzero_si128(), x)); }

static __m128i chosen(__m128i mask, __m128i a, __m128i b) {
    return _mm_or_si128(_mm_and_si128(mask, a), _mm_andnot_si128(mask, b));
}

// Whole pixels from the second on while four bytes may be read and written; gives where it left off. What lies beyond a
// pixel of three bytes is the next one's, which comes next.
static size_t left_pixels(size_t step, const uint8_t *row, uint8_t *output, size_t count) {
    int32_t bytes;
    memcpy(&bytes, output, 4);
    __m128i a = _mm_cvtsi32_si128(bytes);
    size_t at = step;
    for (; at + 4 <= count; at += step) {
        memcpy(&bytes, row + at, 4);
        a = _mm_add_epi8(a, _mm_cvtsi32_si128(bytes));
        bytes = _mm_cvtsi128_si32(a);
        memcpy(output + at, &bytes, 4);
    }
    return at;
}

// The same, for the filter that chooses between three neighbours.
static size_t paeth_pixels(size_t step, const uint8_t *row, const uint8_t *above, uint8_t *output, size_t count) {
    __m128i a = load(output), c = load(above), low = _mm_set1_epi16(255);
    size_t at = step;
    for (; at + 4 <= count; at += step) {
        __m128i b = load(above + at);
        __m128i to_a = _mm_sub_epi16(b, c), to_b = _mm_sub_epi16(a, c), to_c = size(_mm_add_epi16(to_a, to_b));
        to_a = size(to_a);
        to_b = size(to_b);
        __m128i least = _mm_min_epi16(to_c, _mm_min_epi16(to_a, to_b));
        __m128i guess =
            chosen(_mm_cmpeq_epi16(least, to_a), a, chosen(_mm_cmpeq_epi16(least, to_b), b, c));
        a = _mm_and_si128(_mm_add_epi16(load(row + at), guess), low);
        c = b;
        int32_t bytes = _mm_cvtsi128_si32(_mm_packus_epi16(a, a));
        memcpy(output + at, &bytes, 4);
    }
    return at;
}
#endif

int pixels_unfilter(int filter, size_t step, const uint8_t *row, const uint8_t *above, uint8_t *output, size_t count) {
    size_t i = step < count ? step : count;
    switch (filter) {
    case 0: memcpy(output, row, count); return 1;
    case 1:
        memcpy(output, row, i);
#if defined(__SSE2__)
        if ((step == 3 || step == 4) && count >= 4) i = left_pixels(step, row, output, count);
#endif
        for (; i < count; i++) output[i] = (uint8_t)(row[i] + output[i - step]);
        return 1;
    case 2:
        for (i = 0; i < count; i++) output[i] = (uint8_t)(row[i] + above[i]);
        return 1;
    case 3:
        for (size_t k = 0; k < i; k++) output[k] = (uint8_t)(row[k] + (above[k] >> 1));
        for (; i < count; i++) output[i] = (uint8_t)(row[i] + ((output[i - step] + above[i]) >> 1));
        return 1;
    case 4:
        for (size_t k = 0; k < i; k++) output[k] = (uint8_t)(row[k] + above[k]);
#if defined(__SSE2__)
        if ((step == 3 || step == 4) && count >= 4) i = paeth_pixels(step, row, above, output, count);
#endif
        for (; i < count; i++) output[i] = (uint8_t)(row[i] + paeth(output[i - step], above[i], above[i - step]));
        return 1;
    default: return 0;
    }
}

// MARK: Placing

typedef float colour __attribute__((ext_vector_type(4)));

static inline colour colour_at(const float *line, ptrdiff_t bytes) {
    colour result;
    memcpy(&result, (const char *)line + bytes, sizeof result);
    return result;
}

// The nearest whole numbers from 0 to 255, the first in the lowest byte.
static inline uint32_t rounded(colour value) {
#if defined(__SSE2__)
    __m128i whole = _mm_cvtps_epi32((__m128)value);
    whole = _mm_packs_epi32(whole, whole);
    return (uint32_t)_mm_cvtsi128_si32(_mm_packus_epi16(whole, whole));
#else
    uint32_t bytes = 0;
    for (int k = 0; k < 4; k++) bytes |= (uint32_t)nearbyintf(fminf(fmaxf(value[k], 0), 255)) << (8 * k);
    return bytes;
#endif
}

static inline __attribute__((always_inline)) uint32_t
placed(const float *line, struct pixels_source from, const colour *columns, uint8_t empty) {
    if (from.first < 0) return empty * 0x010101u;
    colour a = colour_at(line, from.first), b = colour_at(line, from.second), value = a + (b - a) * from.share;
    if (columns) value = columns[0] * value.x + columns[1] * value.y + columns[2] * value.z;
    return rounded(value);
}

static inline __attribute__((always_inline)) void place(
    const float *line, const struct pixels_source *sources, size_t count, const colour *columns, uint8_t empty,
    uint8_t *output) {
    for (size_t i = 0; i + 1 < count; i++) {
        uint32_t bytes = placed(line, sources[i], columns, empty);
        memcpy(output + 3 * i, &bytes, 4);
    }
    if (count == 0) return;
    uint32_t bytes = placed(line, sources[count - 1], columns, empty);
    memcpy(output + 3 * (count - 1), &bytes, 3);
}

void pixels_place(
    const float *line, const struct pixels_source *sources, size_t count, const float *colours, uint8_t empty,
    uint8_t *output) {
    if (!colours) return place(line, sources, count, 0, empty, output);
    // What red, green and blue add to the three of the result.
    colour columns[3];
    for (int k = 0; k < 3; k++) columns[k] = (colour){colours[k], colours[3 + k], colours[6 + k], 0};
    place(line, sources, count, columns, empty, output);
}
