/// The parts of Svertka's sandbox that only C can say: Landlock, seccomp, prctl, and starting a process with nothing of
/// its parent. Linux only. Functions give 0, or the number of an error (errno).
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

// MARK: Processes

/// Starts the program at `path` with `arguments`, an empty environment, `requests` and `replies` as descriptors 3 and 4,
/// and no other open descriptor but /dev/null as 0, 1 and 2 (with `keepsError`, 2 is the parent's); in a new session.
int sandbox_spawn(
    const char *path, char *const arguments[], int requests, int replies, int keepsError, pid_t *child);

/// A line that no started program inherits and nobody can open again: what is read from, then what is written to.
int sandbox_line(int ends[2]);

/// What a process gives up about itself before anything else: it dies with its parent (whose id it was told), cannot be
/// attached to or dumped, gains no privileges, makes no files that others may read, and has no descriptors above 4.
int sandbox_isolate(pid_t parent);

/// Bounds of a process.
struct sandbox_limits {
    /// Bytes of address space.
    uint64_t addresses;
    /// Seconds on the processor; after one more the process is killed.
    uint64_t processor;
    /// Bytes of each file that it writes.
    uint64_t file;
};

/// Sets the bounds, hard ones: address space, processor time, files, open descriptors (64), stack (8 MiB), no core file.
int sandbox_limit(const struct sandbox_limits *limits);

/// Whether the process can be attached to or dumped: what a probe asks.
int sandbox_is_dumpable(void);

/// The signal that it gets when its parent dies; 0 for none.
int sandbox_death_signal(void);

/// Leaves the network, the inter-process objects and the host's names (namespaces); needs user namespaces or root.
int sandbox_unshare(void);

// MARK: Files

/// A descriptor that stands for a file or folder and can do nothing but that; -1 with errno.
int sandbox_place(const char *path);

/// The version of Landlock's interface; 0 where the kernel has none or it is off.
int sandbox_landlock_version(void);

/// From now on only reads, and only below the folders (or of the files) behind `readable`; writing below `writable`
/// folders. No TCP, no signals to and no abstract sockets of other processes, as far as the kernel's version goes.
int sandbox_landlock(const int *readable, size_t readableCount, const int *writable, size_t writableCount);

// MARK: System calls

/// Allows the system calls that a computing process needs; the others fail with EPERM, and those of the table below end
/// the process, as do calls in another architecture's numbering. `allowsWriting` lets files be made, changed and removed
/// where Landlock does: never without it.
int sandbox_seccomp(int allowsWriting);

/// What happens to a forbidden call.
enum sandbox_end { SANDBOX_KILLED, SANDBOX_REFUSED };

/// A call that the sandbox forbids.
struct sandbox_row {
    const char *name;
    enum sandbox_end end;
    /// Where it is refused: the error.
    int error;
    /// Whether it passes a filter that allows writing: there Landlock says where.
    int isChange;
};

/// The calls that tests try, one after another; `NULL` behind the last.
const struct sandbox_row *sandbox_row(size_t place);

/// Tries the call of a row, with arguments that would do no harm where it succeeded: 0, or the error.
int sandbox_try(size_t place);

/// A process that does `act` behind `fork`: its wait status, or -1. `context` goes to `act`, whose result is the status
/// that the process exits with.
int sandbox_child(int (*act)(void *context), void *context);
