#ifndef SVERTKA_CRASH_H
#define SVERTKA_CRASH_H

#include <stdint.h>

/// What the process is doing, in memory that is a file: the system keeps it, whatever ends the process.
///
/// Texts are UTF-8 that needs no escape in JSON, ended by a zero byte. One thread writes; a signal handler reads.
struct crash_page {
    char magic[8];
    int64_t process;
    /// The number of the cell that runs; 0 while none does.
    volatile int64_t cell;
    /// Bytes in memory when it was looked at last.
    volatile int64_t resident;
    /// The notebook, as JPY_SESSION_NAME tells it.
    char session[1024];
    /// The first line of the cell.
    char code[256];
    /// The long operation that is under way; empty where none is.
    char operation[256];
};

/// Maps `path` as the page of this process and says so in it. Returns 0 where the system refuses.
struct crash_page *crash_open(const char *path);

/// From now on a fatal signal appends one line of JSON to the file at `journal` and to the descriptor `log`, and then
/// ends the process as it would have. The page may be null.
void crash_watch(const struct crash_page *page, const char *journal, int log);

/// Gives the calling thread a stack for the handler, so that an overflow of its own can be told too.
void crash_protect_thread(void);

#endif
