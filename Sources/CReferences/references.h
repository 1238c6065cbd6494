// Counting references without atomic instructions: functions of Swift's runtime, which the compiler itself calls under
// -assume-single-threaded. Only for objects that no other thread holds.
#pragma once
#include <stddef.h>

void * _Nonnull swift_nonatomic_retain(void * _Nonnull object);
void swift_nonatomic_release(void * _Nonnull object);

// How many references there are to an object, for objects that no other thread holds.
size_t swift_retainCount(void * _Nonnull object);
