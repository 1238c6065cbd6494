#ifndef SVERTKA_PIXELS_H
#define SVERTKA_PIXELS_H

#include <stddef.h>
#include <stdint.h>

// Passes over the pixels of photographs that a training waits for. Swift's comparisons and conversions of short vectors go
// one element at a time; these are the processor's own.

/// Takes back the filter of a row (PNG specification, 9.2), whose pixels are `step` bytes each. 0 where there is none such.
///
/// - above: the row before, zeros for the first one.
int pixels_unfilter(int filter, size_t step, const uint8_t *row, const uint8_t *above, uint8_t *output, size_t count);

/// Where a pixel of a placed row comes from: two neighbours in a row of numbers, in bytes from its beginning, and the
/// second one's share. `first` is -1 outside of the row.
struct pixels_source {
    ptrdiff_t first, second;
    float share;
};

/// Writes `count` pixels of three bytes: a mixture of two neighbours each, changed by a matrix of 3 x 3 (rows of red, green
/// and blue of the result) unless it is null, and rounded to 0…255; `empty` outside. Four numbers from each place of `line`
/// are read.
void pixels_place(
    const float *line, const struct pixels_source *sources, size_t count, const float *colours, uint8_t empty,
    uint8_t *output);

#endif
