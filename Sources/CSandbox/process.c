// Starting a process that has nothing of its parent, and what it gives up about itself.
#define _GNU_SOURCE
#include "sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

int sandbox_spawn(
    const char *path, char *const arguments[], int requests, int replies, int keepsError, pid_t *child) {
    char *const nothing[] = {NULL};
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    int error = posix_spawn_file_actions_init(&actions);
    if (error != 0) return error;
    error = posix_spawnattr_init(&attributes);
    if (error != 0) {
        posix_spawn_file_actions_destroy(&actions);
        return error;
    }
    // Copies with large numbers: what is put in place as 3 must not be closed by what is put there as 4.
    int asked = fcntl(requests, F_DUPFD_CLOEXEC, 16), told = fcntl(replies, F_DUPFD_CLOEXEC, 16);
    if (asked < 0 || told < 0) {
        error = errno;
    } else {
        sigset_t none, all;
        sigemptyset(&none);
        sigfillset(&all);
        error = posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
        if (error == 0) error = posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0);
        if (error == 0 && !keepsError) {
            error = posix_spawn_file_actions_addopen(&actions, 2, "/dev/null", O_WRONLY, 0);
        }
        if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, asked, 3);
        if (error == 0) error = posix_spawn_file_actions_adddup2(&actions, told, 4);
        if (error == 0) error = posix_spawn_file_actions_addclosefrom_np(&actions, 5);
        if (error == 0) error = posix_spawnattr_setsigmask(&attributes, &none);
        if (error == 0) error = posix_spawnattr_setsigdefault(&attributes, &all);
        if (error == 0) {
            error = posix_spawnattr_setflags(
                &attributes, POSIX_SPAWN_SETSID | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
        }
        if (error == 0) error = posix_spawn(child, path, &actions, &attributes, arguments, nothing);
    }
    if (asked >= 0) close(asked);
    if (told >= 0) close(told);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    return error;
}

int sandbox_line(int ends[2]) {
    // Unlike a pipe, a socket cannot be opened once more by /proc/self/fd.
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0) return errno;
    return shutdown(ends[0], SHUT_WR) == 0 && shutdown(ends[1], SHUT_RD) == 0 ? 0 : errno;
}

int sandbox_isolate(pid_t parent) {
    if (prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0) != 0) return errno;
    // It may have died before the line above.
    if (getppid() != parent) return ESRCH;
    if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) return errno;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) return errno;
    umask(077);
    if (syscall(SYS_close_range, 5u, ~0u, 0u) != 0) return errno;
    return 0;
}

int sandbox_is_dumpable(void) { return prctl(PR_GET_DUMPABLE, 0, 0, 0, 0) != 0; }

int sandbox_death_signal(void) {
    int signal = 0;
    prctl(PR_GET_PDEATHSIG, &signal, 0, 0, 0);
    return signal;
}

static int bound(int resource, rlim_t soft, rlim_t hard) {
    struct rlimit limit = {soft, hard};
    return setrlimit(resource, &limit) == 0 ? 0 : errno;
}

int sandbox_limit(const struct sandbox_limits *limits) {
    int error = bound(RLIMIT_CORE, 0, 0);
    if (error == 0) error = bound(RLIMIT_AS, limits->addresses, limits->addresses);
    if (error == 0) error = bound(RLIMIT_CPU, limits->processor, limits->processor + 1);
    if (error == 0) error = bound(RLIMIT_FSIZE, limits->file, limits->file);
    if (error == 0) error = bound(RLIMIT_NOFILE, 64, 64);
    if (error == 0) error = bound(RLIMIT_STACK, 8 << 20, 8 << 20);
    return error;
}

int sandbox_unshare(void) {
    int what = CLONE_NEWNET | CLONE_NEWIPC | CLONE_NEWUTS;
    if (unshare(CLONE_NEWUSER | what) == 0) return 0;
    return unshare(what) == 0 ? 0 : errno;
}

int sandbox_child(int (*act)(void *), void *context) {
    pid_t child = fork();
    if (child < 0) return -1;
    if (child == 0) {
        // Nobody reads what a process that is killed on purpose leaves behind.
        struct rlimit none = {0, 0};
        setrlimit(RLIMIT_CORE, &none);
        _exit(act(context));
    }
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return status;
}
