// Files: Landlock's rules. The kernel's structures are written out, since headers are often
// older than the kernel.
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#define CREATE_RULESET 444
#define ADD_RULE 445
#define RESTRICT_SELF 446

struct ruleset {
    uint64_t files;
    uint64_t network;
    uint64_t scoped;
};

struct rule {
    uint64_t allowed;
    int32_t parent;
} __attribute__((packed));

enum {
    WRITE_FILE = 1 << 1,
    READ_FILE = 1 << 2,
    READ_FOLDER = 1 << 3,
    REMOVE_FOLDER = 1 << 4,
    REMOVE_FILE = 1 << 5,
    MAKE_FOLDER = 1 << 7,
    MAKE_REGULAR = 1 << 8,
    REFER = 1 << 13,
    TRUNCATE = 1 << 14,
};

/// The rights to files that a version of the interface knows.
static uint64_t rights(int version) {
    if (version >= 5) return (1 << 16) - 1;
    if (version >= 3) return (1 << 15) - 1;
    if (version == 2) return (1 << 14) - 1;
    return (1 << 13) - 1;
}

int sandbox_place(const char *path) { return open(path, O_PATH | O_CLOEXEC); }

int sandbox_landlock_version(void) {
    // The flag 1 asks for the version.
    long version = syscall(CREATE_RULESET, NULL, (size_t)0, 1u);
    return version < 0 ? 0 : (int)version;
}

static int allow(int rules, int place, uint64_t rights) {
    struct stat status;
    if (fstat(place, &status) != 0) return errno;
    if (!S_ISDIR(status.st_mode)) rights &= READ_FILE | WRITE_FILE | TRUNCATE;
    struct rule rule = {rights, place};
    return syscall(ADD_RULE, rules, 1, &rule, 0u) == 0 ? 0 : errno;
}

int sandbox_landlock(const int *readable, size_t readableCount, const int *writable, size_t writableCount) {
    int version = sandbox_landlock_version();
    if (version == 0) return ENOSYS;
    struct ruleset all = {rights(version), version >= 4 ? 3 : 0, version >= 6 ? 3 : 0};
    size_t size = version >= 6 ? sizeof all : version >= 4 ? 2 * sizeof(uint64_t) : sizeof(uint64_t);
    int rules = (int)syscall(CREATE_RULESET, &all, size, 0u);
    if (rules < 0) return errno;
    int error = 0;
    for (size_t i = 0; i < readableCount && error == 0; i++) error = allow(rules, readable[i], READ_FILE | READ_FOLDER);
    uint64_t writing = READ_FILE | READ_FOLDER | WRITE_FILE | REMOVE_FOLDER | REMOVE_FILE | MAKE_FOLDER | MAKE_REGULAR
        | (version >= 2 ? REFER : 0) | (version >= 3 ? TRUNCATE : 0);
    for (size_t i = 0; i < writableCount && error == 0; i++) error = allow(rules, writable[i], writing);
    if (error == 0 && syscall(RESTRICT_SELF, rules, 0u) != 0) error = errno;
    close(rules);
    return error;
}
