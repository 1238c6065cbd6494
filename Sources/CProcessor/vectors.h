// What has no Swift spelling that the compiler keeps in vector registers: Swift's `addingProduct`, comparisons and
// `replacing` of SIMD vectors are loops over elements, which come out as vector instructions in small functions only.
#pragma once

#pragma clang diagnostic push
// Everything here is inlined: no vector crosses a call.
#pragma clang diagnostic ignored "-Wpsabi"

typedef float vector_floats __attribute__((ext_vector_type(16)));
typedef int vector_bits __attribute__((ext_vector_type(16)));
typedef unsigned char vector_bytes __attribute__((ext_vector_type(16)));
typedef unsigned vector_words __attribute__((ext_vector_type(16)));
typedef float vector_half __attribute__((ext_vector_type(8)));
typedef int vector_half_bits __attribute__((ext_vector_type(8)));

#define VECTOR_INLINE static inline __attribute__((always_inline))

// a * b + c, fused where the target has the instruction; elsewhere it would be a library call per element.
VECTOR_INLINE vector_floats vector_fused(vector_floats a, vector_floats b, vector_floats c) {
#if defined(__FMA__)
    return __builtin_elementwise_fma(a, b, c);
#else
    return a * b + c;
#endif
}

// Elements of a where the mask is all ones, of b where it is 0.
VECTOR_INLINE vector_floats vector_chosen(vector_bits mask, vector_floats a, vector_floats b) {
    return (vector_floats)((mask & (vector_bits)a) | (~mask & (vector_bits)b));
}

// x between two bounds; NaN stays.
VECTOR_INLINE vector_floats vector_limited(vector_floats x, vector_floats low, vector_floats high) {
    vector_floats below = vector_chosen(x > high, high, x);
    return vector_chosen(below < low, low, below);
}

// max(0, x); NaN stays.
VECTOR_INLINE vector_floats vector_rectified(vector_floats x) {
    return (vector_floats)(~(x < 0) & (vector_bits)x);
}

VECTOR_INLINE vector_half vector_rectified_half(vector_half x) {
    return (vector_half)(~(x < 0) & (vector_half_bits)x);
}

VECTOR_INLINE vector_floats vector_root(vector_floats x) { return __builtin_elementwise_sqrt(x); }

// All ones where a is not below b, as numbers without a sign.
VECTOR_INLINE vector_bits vector_reaches(vector_words a, vector_words b) { return a >= b; }

// All ones where a is above b.
VECTOR_INLINE vector_bits vector_above(vector_floats a, vector_floats b) { return a > b; }

// The larger of two; b where they cannot be compared.
VECTOR_INLINE vector_floats vector_larger(vector_floats a, vector_floats b) { return vector_chosen(a > b, a, b); }

// All ones where a is above b, or as large and at a place before it.
VECTOR_INLINE vector_bits vector_precedes(vector_floats a, vector_floats b, vector_bits place, vector_bits other) {
    return (a > b) | ((a == b) & (place < other));
}

// Numbers of a where the mask is all ones, of b where it is 0.
VECTOR_INLINE vector_bits vector_chosen_bits(vector_bits mask, vector_bits a, vector_bits b) {
    return (mask & a) | (~mask & b);
}

// x where y is above 0, else 0.
VECTOR_INLINE vector_floats vector_where_positive(vector_floats x, vector_floats y) {
    return (vector_floats)((y > 0) & (vector_bits)x);
}

// x where a is b, else 0.
VECTOR_INLINE vector_floats vector_where_equal(vector_floats x, vector_bits a, vector_bits b) {
    return (vector_floats)((a == b) & (vector_bits)x);
}

// Bytes as numbers, and numbers below 256 as bytes.
VECTOR_INLINE vector_bits vector_widened(vector_bytes a) { return __builtin_convertvector(a, vector_bits); }

VECTOR_INLINE vector_bytes vector_narrowed(vector_bits a) { return __builtin_convertvector(a, vector_bytes); }

#pragma clang diagnostic pop
