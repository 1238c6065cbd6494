// The processor's own word on what it can do: cpuid and xgetbv have no Swift spelling.
#pragma once
// For the cores that a process may use.
#define _GNU_SOURCE
#include <sched.h>

#if defined(__x86_64__)
#include <cpuid.h>

// Register state that the operating system keeps for us (XCR0); 0 where it cannot be asked.
static inline unsigned long long processor_saved_state(void) {
    unsigned a, b, c, d;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 27))) return 0;
    __asm__ volatile("xgetbv" : "=a"(a), "=d"(d) : "c"(0));
    return ((unsigned long long)d << 32) | a;
}

// AVX2 and FMA, usable.
static inline int processor_has_avx2(void) {
    unsigned a, b, c, d;
    if ((processor_saved_state() & 6) != 6) return 0;
    if (!__get_cpuid(1, &a, &b, &c, &d) || !(c & (1u << 12))) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & (1u << 5)) && (b & (1u << 3)) && (b & (1u << 8));
}

// AVX-512 F, DQ, CD, BW and VL, usable.
static inline int processor_has_avx512(void) {
    unsigned a, b, c, d;
    const unsigned wanted = (1u << 16) | (1u << 17) | (1u << 28) | (1u << 30) | (1u << 31);
    if (!processor_has_avx2() || (processor_saved_state() & 0xe6) != 0xe6) return 0;
    return __get_cpuid_count(7, 0, &a, &b, &c, &d) && (b & wanted) == wanted;
}

// What floating-point operations have met on this thread since the last clearing: 1 invalid, 4 division by zero,
// 8 overflow, 16 underflow.
static inline unsigned processor_float_flags(void) { return __builtin_ia32_stmxcsr() & 0x1d; }
static inline void processor_clear_float_flags(void) { __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() & ~0x3fu); }
static inline void processor_raise_float_flags(unsigned flags) {
    __builtin_ia32_ldmxcsr(__builtin_ia32_stmxcsr() | flags);
}
#else
static inline unsigned processor_float_flags(void) { return 0; }
static inline void processor_clear_float_flags(void) {}
static inline void processor_raise_float_flags(unsigned flags) { (void)flags; }
static inline int processor_has_avx2(void) { return 0; }
static inline int processor_has_avx512(void) { return 0; }
#endif

// How many cores this process may use; 0 where the system does not tell.
static inline int processor_usable_cores(void) {
    cpu_set_t set;
    return sched_getaffinity(0, sizeof set, &set) == 0 ? CPU_COUNT(&set) : 0;
}
