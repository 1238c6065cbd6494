// Calls of libcurl's functions that take arguments of several types (`...`), which Swift cannot call by address. The
// library is loaded when it is needed; nothing of it is linked.
#pragma once
#include <stddef.h>

static inline int transfer_set_number(void * _Nonnull setopt, void * _Nonnull handle, int option, long value) {
    return ((int (*)(void *, int, ...))setopt)(handle, option, value);
}

static inline int transfer_set_pointer(
    void * _Nonnull setopt, void * _Nonnull handle, int option, const void * _Nullable value
) {
    return ((int (*)(void *, int, ...))setopt)(handle, option, value);
}

typedef size_t (*transfer_receiver)(
    char * _Nullable bytes, size_t size, size_t count, void * _Nullable context);

static inline int transfer_set_receiver(
    void * _Nonnull setopt, void * _Nonnull handle, int option, transfer_receiver _Nonnull receiver
) {
    return ((int (*)(void *, int, ...))setopt)(handle, option, receiver);
}
