// The system calls that the sandbox forbids, each with a way to try it: the matrix that tests walk through.
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

static long none(long number) { return syscall(number, 0, 0, 0, 0, 0, 0); }

static long try_execve(void) { return syscall(SYS_execve, "/bin/true", NULL, NULL); }
static long try_execveat(void) { return syscall(SYS_execveat, AT_FDCWD, "/bin/true", NULL, NULL, 0); }
static long try_fork(void) {
    // What the library's fork does. A child that comes to be ends at once.
    long child = syscall(SYS_clone, SIGCHLD, 0, 0, 0, 0);
    if (child == 0) _exit(0);
    if (child > 0) waitpid((pid_t)child, NULL, 0);
    return child;
}
static long try_socket(void) { return socket(AF_INET, SOCK_STREAM, 0); }
static long try_udp(void) { return socket(AF_INET, SOCK_DGRAM, 0); }
static long try_unix(void) { return socket(AF_UNIX, SOCK_STREAM, 0); }
static long try_vsock(void) { return socket(40, SOCK_STREAM, 0); }
static long try_connect(void) { return connect(-1, NULL, 0); }
static long try_bind(void) { return bind(-1, NULL, 0); }
static long try_ptrace(void) { return syscall(SYS_ptrace, PTRACE_TRACEME, 0, 0, 0); }
static long try_process_vm_readv(void) { return syscall(SYS_process_vm_readv, getppid(), NULL, 0, NULL, 0, 0); }
static long try_process_vm_writev(void) { return syscall(SYS_process_vm_writev, getppid(), NULL, 0, NULL, 0, 0); }
static long try_kill(void) { return syscall(SYS_kill, getppid(), 0); }
static long try_tgkill(void) { return syscall(SYS_tgkill, 1, 1, 0); }
static long try_pidfd(void) { return syscall(SYS_pidfd_open, 1, 0); }
static long try_io_uring(void) { return syscall(425, 1, NULL); }
static long try_bpf(void) { return none(SYS_bpf); }
static long try_keyctl(void) { return none(SYS_keyctl); }
static long try_userfaultfd(void) { return none(SYS_userfaultfd); }
static long try_perf(void) { return syscall(SYS_perf_event_open, NULL, 0, -1, -1, 0); }
static long try_mount(void) { return syscall(SYS_mount, "none", "/proc/none", "tmpfs", 0, NULL); }
static long try_umount(void) { return syscall(SYS_umount2, "/proc/none", 0); }
static long try_pivot(void) { return syscall(SYS_pivot_root, "", ""); }
static long try_chroot(void) { return syscall(SYS_chroot, "/proc/none"); }
static long try_unshare(void) { return syscall(SYS_unshare, CLONE_NEWUSER); }
static long try_setns(void) { return syscall(SYS_setns, -1, 0); }
static long try_handle(void) { return syscall(SYS_open_by_handle_at, -1, NULL, 0); }
static long try_flock(void) { return flock(0, LOCK_SH | LOCK_NB); }
static long try_lock(void) {
    struct flock lock = {.l_type = F_RDLCK, .l_whence = SEEK_SET};
    return fcntl(0, F_SETLK, &lock);
}
static long try_lease(void) { return fcntl(0, F_SETLEASE, F_RDLCK); }
static long try_notify(void) { return fcntl(0, F_NOTIFY, 0); }
static long try_memfd(void) { return syscall(SYS_memfd_create, "x", 0); }
static long try_module(void) { return none(SYS_init_module); }
static long try_setuid(void) { return syscall(SYS_setuid, getuid()); }
static long try_shmget(void) { return syscall(SYS_shmget, 0, 1, 0); }
static long try_personality(void) { return syscall(SYS_personality, 0xffffffff); }
static long try_seccomp(void) { return syscall(SYS_seccomp, 2, 0, NULL); }

static long try_write(void) { return open("/proc/self/comm", O_WRONLY | O_CLOEXEC); }
static long try_create(void) { return open("svertka-sandbox-probe", O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600); }
static long try_temporary(void) { return open(".", O_RDWR | O_TMPFILE | O_CLOEXEC, 0600); }
static long try_unlink(void) { return syscall(SYS_unlinkat, AT_FDCWD, "svertka-sandbox-probe", 0); }
static long try_mkdir(void) { return syscall(SYS_mkdirat, AT_FDCWD, "svertka-sandbox-probe", 0700); }
static long try_symlink(void) { return syscall(SYS_symlinkat, "/etc/passwd", AT_FDCWD, "svertka-sandbox-probe"); }
static long try_link(void) { return syscall(SYS_linkat, AT_FDCWD, ".", AT_FDCWD, "svertka-sandbox-probe", 0); }
static long try_mknod(void) { return syscall(SYS_mknodat, AT_FDCWD, "svertka-sandbox-probe", 0010600, 0); }
static long try_rename(void) { return syscall(SYS_renameat, AT_FDCWD, "svertka-sandbox-probe", AT_FDCWD, "other"); }
static long try_chmod(void) { return syscall(SYS_fchmodat, AT_FDCWD, "svertka-sandbox-probe", 0); }
static long try_truncate(void) { return syscall(SYS_truncate, "svertka-sandbox-probe", 0); }
static long try_chdir(void) { return chdir("/"); }
static long try_executable(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    return page == MAP_FAILED ? -1 : 0;
}
static long try_protect(void) {
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED) return 0;
    return mprotect(page, 4096, PROT_READ | PROT_EXEC);
}
static long try_limit(void) {
    struct rlimit limit;
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return 0;
    return setrlimit(RLIMIT_NOFILE, &limit);
}
static long try_dumpable(void) { return prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }
static long try_survive(void) { return prctl(PR_SET_PDEATHSIG, 0, 0, 0, 0); }
static long try_terminal(void) { return syscall(SYS_ioctl, 0, 0x5412 /* TIOCSTI */, "x"); }
static long try_inotify(void) { return syscall(SYS_inotify_init1, 0); }
static long try_openat2(void) { return none(437); }

#ifdef __x86_64__
static long try_foreign(void) {
    // getpid by the door of 32-bit programs.
    long answer;
    __asm__ volatile("int $0x80" : "=a"(answer) : "a"(20) : "memory", "cc", "r8", "r9", "r10", "r11");
    return answer < 0 ? -1 : 0;
}
static long try_x32(void) { return none(0x40000000 + SYS_getpid); }
#endif

static const struct {
    struct sandbox_row row;
    long (*try)(void);
} forbidden[] = {
    {{"execve", SANDBOX_KILLED, 0, 0}, try_execve},
    {{"execveat", SANDBOX_KILLED, 0, 0}, try_execveat},
    {{"clone (fork)", SANDBOX_KILLED, 0, 0}, try_fork},
    {{"socket (TCP)", SANDBOX_KILLED, 0, 0}, try_socket},
    {{"socket (UDP)", SANDBOX_KILLED, 0, 0}, try_udp},
    {{"socket (Unix)", SANDBOX_KILLED, 0, 0}, try_unix},
    {{"socket (vsock)", SANDBOX_KILLED, 0, 0}, try_vsock},
    {{"connect", SANDBOX_KILLED, 0, 0}, try_connect},
    {{"bind", SANDBOX_KILLED, 0, 0}, try_bind},
    {{"ptrace", SANDBOX_KILLED, 0, 0}, try_ptrace},
    {{"process_vm_readv", SANDBOX_KILLED, 0, 0}, try_process_vm_readv},
    {{"process_vm_writev", SANDBOX_KILLED, 0, 0}, try_process_vm_writev},
    {{"kill", SANDBOX_KILLED, 0, 0}, try_kill},
    {{"tgkill (another process)", SANDBOX_KILLED, 0, 0}, try_tgkill},
    {{"pidfd_open", SANDBOX_KILLED, 0, 0}, try_pidfd},
    {{"io_uring_setup", SANDBOX_KILLED, 0, 0}, try_io_uring},
    {{"bpf", SANDBOX_KILLED, 0, 0}, try_bpf},
    {{"keyctl", SANDBOX_KILLED, 0, 0}, try_keyctl},
    {{"userfaultfd", SANDBOX_KILLED, 0, 0}, try_userfaultfd},
    {{"perf_event_open", SANDBOX_KILLED, 0, 0}, try_perf},
    {{"mount", SANDBOX_KILLED, 0, 0}, try_mount},
    {{"umount2", SANDBOX_KILLED, 0, 0}, try_umount},
    {{"pivot_root", SANDBOX_KILLED, 0, 0}, try_pivot},
    {{"chroot", SANDBOX_KILLED, 0, 0}, try_chroot},
    {{"unshare", SANDBOX_KILLED, 0, 0}, try_unshare},
    {{"setns", SANDBOX_KILLED, 0, 0}, try_setns},
    {{"open_by_handle_at", SANDBOX_KILLED, 0, 0}, try_handle},
    {{"flock", SANDBOX_KILLED, 0, 0}, try_flock},
    {{"fcntl (lock)", SANDBOX_KILLED, 0, 0}, try_lock},
    {{"fcntl (lease)", SANDBOX_KILLED, 0, 0}, try_lease},
    {{"fcntl (notify)", SANDBOX_KILLED, 0, 0}, try_notify},
    {{"memfd_create", SANDBOX_KILLED, 0, 0}, try_memfd},
    {{"init_module", SANDBOX_KILLED, 0, 0}, try_module},
    {{"setuid", SANDBOX_KILLED, 0, 0}, try_setuid},
    {{"shmget", SANDBOX_KILLED, 0, 0}, try_shmget},
    {{"personality", SANDBOX_KILLED, 0, 0}, try_personality},
    {{"seccomp", SANDBOX_KILLED, 0, 0}, try_seccomp},
#ifdef __x86_64__
    {{"getpid (32-bit)", SANDBOX_KILLED, 0, 0}, try_foreign},
    {{"getpid (x32)", SANDBOX_KILLED, 0, 0}, try_x32},
#endif
    {{"open (write)", SANDBOX_REFUSED, EACCES, 1}, try_write},
    {{"open (create)", SANDBOX_REFUSED, EACCES, 1}, try_create},
    {{"open (temporary)", SANDBOX_REFUSED, EACCES, 1}, try_temporary},
    {{"unlink", SANDBOX_REFUSED, EPERM, 1}, try_unlink},
    {{"mkdir", SANDBOX_REFUSED, EPERM, 1}, try_mkdir},
    {{"symlink", SANDBOX_REFUSED, EPERM, 0}, try_symlink},
    {{"link", SANDBOX_REFUSED, EPERM, 0}, try_link},
    {{"mknod", SANDBOX_REFUSED, EPERM, 0}, try_mknod},
    {{"rename", SANDBOX_REFUSED, EPERM, 1}, try_rename},
    {{"chmod", SANDBOX_REFUSED, EPERM, 0}, try_chmod},
    {{"truncate", SANDBOX_REFUSED, EPERM, 0}, try_truncate},
    {{"chdir", SANDBOX_REFUSED, EPERM, 0}, try_chdir},
    {{"mmap (executable)", SANDBOX_REFUSED, EPERM, 0}, try_executable},
    {{"mprotect (executable)", SANDBOX_REFUSED, EPERM, 0}, try_protect},
    {{"setrlimit", SANDBOX_REFUSED, EPERM, 0}, try_limit},
    {{"prctl (dumpable)", SANDBOX_REFUSED, EPERM, 0}, try_dumpable},
    {{"prctl (parent's death)", SANDBOX_REFUSED, EPERM, 0}, try_survive},
    {{"ioctl (TIOCSTI)", SANDBOX_REFUSED, ENOTTY, 0}, try_terminal},
    {{"inotify_init1", SANDBOX_REFUSED, EPERM, 0}, try_inotify},
    {{"openat2", SANDBOX_REFUSED, EPERM, 0}, try_openat2},
};

static const size_t count = sizeof forbidden / sizeof forbidden[0];

const struct sandbox_row *sandbox_row(size_t place) { return place < count ? &forbidden[place].row : NULL; }

int sandbox_try(size_t place) {
    if (place >= count) return EINVAL;
    errno = 0;
    return forbidden[place].try() < 0 ? errno : 0;
}
