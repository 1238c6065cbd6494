// Which system calls a computing process may make: a filter in the kernel's packet-filter language, written out.
//
// Three answers: calls that computing needs pass (some with certain arguments only), calls that only an attack makes end
// the process, all others fail with EPERM. The filter sees numbers and flags, never what pointers point to; paths are
// Landlock's part.
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define ARCHITECTURE AUDIT_ARCH_AARCH64
#else
#error "the sandbox knows x86-64 and AArch64"
#endif

#define KILL SECCOMP_RET_KILL_PROCESS
#define PASS SECCOMP_RET_ALLOW
#define FAIL(error) (SECCOMP_RET_ERRNO | (error))

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, field))
/// The low and the high half of an argument; both architectures are little-endian.
#define LOW(place) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, args) + 8 * (place))
#define HIGH(place) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (uint32_t)offsetof(struct seccomp_data, args) + 8 * (place) + 4)
#define ANSWER(what) BPF_STMT(BPF_RET | BPF_K, (uint32_t)(what))
/// Passes over `skip` instructions where the accumulator is (not) `value`, has one of, or none of the bits.
#define SKIP_EQUAL(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), skip, 0)
#define SKIP_OTHER(value, skip) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (uint32_t)(value), 0, skip)
#define SKIP_WITHOUT(bits, skip) BPF_JUMP(BPF_JMP | BPF_JSET | BPF_K, (uint32_t)(bits), 0, skip)
#define MASK(bits) BPF_STMT(BPF_ALU | BPF_AND | BPF_K, (uint32_t)(bits))

/// Calls that pass whatever their arguments.
static const int passing[] = {
    // Memory; mmap and mprotect are looked at below.
    SYS_munmap, SYS_mremap, SYS_madvise, SYS_brk, SYS_mincore,
    // Open descriptors, and looking at files that Landlock lets be read.
    SYS_read, SYS_pread64, SYS_readv, SYS_preadv, SYS_write, SYS_writev, SYS_close, SYS_lseek, SYS_fstat, SYS_statx,
    SYS_newfstatat, SYS_faccessat, SYS_faccessat2, SYS_readlinkat, SYS_getdents64, SYS_getcwd, SYS_dup, SYS_fstatfs,
    SYS_statfs, SYS_fadvise64,
#ifdef __x86_64__
    SYS_stat, SYS_lstat, SYS_access, SYS_readlink, SYS_poll, SYS_time, SYS_arch_prctl, SYS_pipe,
#endif
    SYS_ppoll, SYS_pipe2,
    // Threads and waiting.
    SYS_futex, SYS_sched_yield, SYS_sched_getaffinity, SYS_sched_getparam, SYS_sched_getscheduler,
    SYS_sched_get_priority_min, SYS_sched_get_priority_max, SYS_set_robust_list, SYS_rseq, SYS_set_tid_address,
    SYS_membarrier, SYS_gettid, SYS_getpid, SYS_nanosleep, SYS_clock_nanosleep, SYS_getcpu,
    // Signals of its own.
    SYS_rt_sigaction, SYS_rt_sigprocmask, SYS_rt_sigreturn, SYS_rt_sigtimedwait, SYS_sigaltstack, SYS_restart_syscall,
    // Time, chance, and what the machine is.
    SYS_clock_gettime, SYS_clock_getres, SYS_gettimeofday, SYS_times, SYS_getrusage, SYS_getrandom, SYS_sysinfo,
    SYS_uname, SYS_getuid, SYS_geteuid, SYS_getgid, SYS_getegid, SYS_getrlimit,
    // The end.
    SYS_exit, SYS_exit_group,
};

/// Calls that end the process: nothing that computes makes them.
static const int killing[] = {
    SYS_execve, SYS_execveat, SYS_socket, SYS_connect, SYS_bind, SYS_listen, SYS_accept, SYS_accept4, SYS_socketpair,
    SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_pidfd_open, 438 /* pidfd_getfd */, SYS_kill, SYS_tkill,
    425 /* io_uring_setup */, 426 /* io_uring_enter */, 427 /* io_uring_register */, SYS_bpf, SYS_keyctl, SYS_add_key,
    SYS_request_key, SYS_userfaultfd, SYS_perf_event_open, SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot,
    SYS_unshare, SYS_setns, SYS_open_by_handle_at, SYS_name_to_handle_at, SYS_flock, SYS_memfd_create, SYS_seccomp,
    SYS_setuid, SYS_setgid, SYS_setreuid, SYS_setresuid, SYS_setgroups, SYS_capset, SYS_init_module, SYS_finit_module,
    SYS_delete_module, SYS_kexec_load, SYS_reboot, SYS_swapon, SYS_swapoff, SYS_sethostname, SYS_settimeofday,
    SYS_clock_settime, SYS_personality, SYS_syslog, SYS_acct, SYS_quotactl, SYS_fanotify_init, SYS_shmget, SYS_msgget,
    SYS_semget, SYS_mq_open, SYS_setsid, SYS_setpgid,
#ifdef __x86_64__
    SYS_fork, SYS_vfork, SYS_iopl, SYS_ioperm, SYS_modify_ldt,
#endif
};

/// Flags with which a file would be written, made or changed.
#define WRITING (O_WRONLY | O_RDWR | O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY))

/// Calls that change files: they pass only where a folder may be written at all, and there Landlock decides. Modes are no
/// matter of Landlock, and links would lead out of a folder for those who come after: neither passes.
static const int changing[] = {
    SYS_unlinkat, SYS_mkdirat, SYS_renameat, SYS_renameat2, SYS_ftruncate, SYS_fsync, SYS_fdatasync, SYS_pwrite64,
#ifdef __x86_64__
    SYS_unlink, SYS_mkdir, SYS_rmdir, SYS_rename,
#endif
};

enum { CAPACITY = 640 };

struct filter {
    struct sock_filter rows[CAPACITY];
    size_t count;
};

static void add(struct filter *filter, const struct sock_filter *rows, size_t count) {
    // The tables above are constant: a filter that does not fit is a mistake of this file.
    if (filter->count + count > CAPACITY) abort();
    for (size_t i = 0; i < count; i++) filter->rows[filter->count++] = rows[i];
}

#define ADD(filter, ...)                                                \
    do {                                                                \
        const struct sock_filter rows[] = {__VA_ARGS__};                \
        add(filter, rows, sizeof rows / sizeof rows[0]);                \
    } while (0)

/// What is asked of one call; the accumulator holds the call's number before and, for others, behind.
#define CALL(filter, call, ...)                                                               \
    do {                                                                                      \
        const struct sock_filter body[] = {__VA_ARGS__};                                      \
        ADD(filter, SKIP_OTHER(call, sizeof body / sizeof body[0]));                          \
        add(filter, body, sizeof body / sizeof body[0]);                                      \
    } while (0)

static void answer(struct filter *filter, const int *calls, size_t count, uint32_t what) {
    for (size_t i = 0; i < count; i++) ADD(filter, SKIP_OTHER(calls[i], 1), ANSWER(what));
}

#define ALL(calls) (calls), sizeof(calls) / sizeof((calls)[0])

int sandbox_seccomp(int allowsWriting) {
    struct filter filter = {.count = 0};
    ADD(&filter, LOAD(arch), SKIP_EQUAL(ARCHITECTURE, 1), ANSWER(KILL), LOAD(nr));
#ifdef __x86_64__
    // Numbers of the x32 architecture have this bit.
    ADD(&filter, BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1), ANSWER(KILL));
#endif
    answer(&filter, ALL(passing), PASS);
    answer(&filter, ALL(killing), KILL);
    if (allowsWriting) answer(&filter, ALL(changing), PASS);

    uint32_t closed = allowsWriting ? PASS : FAIL(EACCES);
    CALL(&filter, SYS_openat, LOW(2), SKIP_WITHOUT(WRITING, 1), ANSWER(closed), ANSWER(PASS));
#ifdef __x86_64__
    CALL(&filter, SYS_open, LOW(1), SKIP_WITHOUT(WRITING, 1), ANSWER(closed), ANSWER(PASS));
#endif
    // Code is never made: no page becomes executable.
    CALL(&filter, SYS_mmap, LOW(2), SKIP_WITHOUT(PROT_EXEC, 1), ANSWER(FAIL(EPERM)), ANSWER(PASS));
    CALL(&filter, SYS_mprotect, LOW(2), SKIP_WITHOUT(PROT_EXEC, 1), ANSWER(FAIL(EPERM)), ANSWER(PASS));
    // Threads, never processes. The arguments of clone3 cannot be seen: the library asks again by clone.
    uint32_t thread = CLONE_VM | CLONE_THREAD | CLONE_SIGHAND;
    CALL(&filter, SYS_clone3, ANSWER(FAIL(ENOSYS)));
    CALL(&filter, SYS_clone, LOW(0), MASK(thread), SKIP_OTHER(thread, 1), ANSWER(PASS), ANSWER(KILL));
    // A signal to itself: abort.
    CALL(&filter, SYS_tgkill, LOW(0), SKIP_OTHER(getpid(), 1), ANSWER(PASS), ANSWER(KILL));
    // Limits may be asked for, not set.
    CALL(&filter, SYS_prlimit64, LOW(2), SKIP_OTHER(0, 3), HIGH(2), SKIP_OTHER(0, 1), ANSWER(PASS),
         ANSWER(FAIL(EPERM)));
    // Of descriptors: their flags and copies; locks and leases end the process.
    CALL(&filter, SYS_fcntl, LOW(1), SKIP_EQUAL(F_GETFD, 4), SKIP_EQUAL(F_SETFD, 3), SKIP_EQUAL(F_GETFL, 2),
         SKIP_EQUAL(F_DUPFD_CLOEXEC, 1), SKIP_OTHER(F_SETFL, 1), ANSWER(PASS), ANSWER(KILL));
    // The name of a thread.
    CALL(&filter, SYS_prctl, LOW(0), SKIP_OTHER(PR_SET_NAME, 1), ANSWER(PASS), ANSWER(FAIL(EPERM)));
    // No terminal is behind any descriptor.
    CALL(&filter, SYS_ioctl, ANSWER(FAIL(ENOTTY)));
    ADD(&filter, ANSWER(FAIL(EPERM)));

    struct sock_fprog program = {(unsigned short)filter.count, filter.rows};
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0 ? 0 : errno;
}
