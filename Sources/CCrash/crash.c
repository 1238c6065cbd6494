// The handler of fatal signals. It runs in a process of which nothing may be trusted: no memory is asked for, no lock
// taken, no function called that POSIX does not allow in a handler. That is why this is C and has globals.
#define _GNU_SOURCE
#include "crash.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>
#include <unistd.h>

static const struct { int number; const char *name; } fatal[] = {
    {SIGSEGV, "SIGSEGV"}, {SIGBUS, "SIGBUS"}, {SIGFPE, "SIGFPE"},
    {SIGILL, "SIGILL"},   {SIGABRT, "SIGABRT"}, {SIGTRAP, "SIGTRAP"},
};
enum { fatal_count = sizeof fatal / sizeof fatal[0] };

static const struct crash_page *page;
static char journal[4096];
static int log_descriptor = -1;
static volatile sig_atomic_t has_begun;

/// A line that grows in a buffer of fixed size.
struct line { char text[4096]; size_t count; };

static void put_text(struct line *line, const char *text, size_t limit) {
    for (size_t i = 0; i < limit && text[i] && line->count < sizeof line->text; i++)
        line->text[line->count++] = text[i];
}

static void put(struct line *line, const char *text) { put_text(line, text, sizeof line->text); }

static void put_number(struct line *line, int64_t number) {
    char digits[24];
    size_t count = 0;
    uint64_t rest = number < 0 ? 0 - (uint64_t)number : (uint64_t)number;
    if (number < 0) put(line, "-");
    do digits[count++] = (char)('0' + rest % 10); while ((rest /= 10) > 0);
    while (count > 0 && line->count < sizeof line->text) line->text[line->count++] = digits[--count];
}

/// Bytes in memory, from the second number of statm; -1 where the system does not tell.
static int64_t resident(void) {
    char text[128];
    int file = open("/proc/self/statm", O_RDONLY | O_CLOEXEC);
    if (file < 0) return -1;
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    if (count <= 0) return -1;
    ssize_t at = 0;
    while (at < count && text[at] != ' ') at++;
    int64_t pages = 0;
    for (at++; at < count && text[at] >= '0' && text[at] <= '9'; at++) pages = pages * 10 + (text[at] - '0');
    return pages * sysconf(_SC_PAGESIZE);
}

static void write_all(int file, const struct line *line) {
    size_t at = 0;
    while (at < line->count) {
        ssize_t count = write(file, line->text + at, line->count - at);
        if (count <= 0) return;
        at += (size_t)count;
    }
}

static void handle(int number) {
    // A second thread that fails meanwhile says nothing.
    if (!has_begun) {
        has_begun = 1;
        struct line line;
        line.count = 0;
        put(&line, "{\"signal\": \"");
        for (int i = 0; i < fatal_count; i++)
            if (fatal[i].number == number) put(&line, fatal[i].name);
        put(&line, "\", \"process\": ");
        put_number(&line, getpid());
        put(&line, ", \"time\": ");
        put_number(&line, time(0));
        put(&line, ", \"resident\": ");
        put_number(&line, resident());
        if (page) {
            put(&line, ", \"cell\": ");
            put_number(&line, page->cell);
            put(&line, ", \"code\": \"");
            put_text(&line, page->code, sizeof page->code);
            put(&line, "\", \"operation\": \"");
            put_text(&line, page->operation, sizeof page->operation);
            put(&line, "\", \"session\": \"");
            put_text(&line, page->session, sizeof page->session);
            put(&line, "\"");
        }
        put(&line, "}\n");
        if (log_descriptor >= 0) write_all(log_descriptor, &line);
        int file = open(journal, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
        if (file >= 0) {
            write_all(file, &line);
            close(file);
        }
    }
    // The handler is gone by SA_RESETHAND: this time the signal ends the process.
    raise(number);
}

struct crash_page *crash_open(const char *path) {
    int file = open(path, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (file < 0) return 0;
    void *memory = MAP_FAILED;
    if (ftruncate(file, sizeof(struct crash_page)) == 0)
        memory = mmap(0, sizeof(struct crash_page), PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    close(file);
    if (memory == MAP_FAILED) return 0;
    struct crash_page *made = memory;
    memcpy(made->magic, "SVRUN001", sizeof made->magic);
    made->process = getpid();
    return made;
}

void crash_watch(const struct crash_page *watched, const char *path, int log) {
    page = watched;
    log_descriptor = log;
    strncpy(journal, path, sizeof journal - 1);
    struct sigaction action;
    memset(&action, 0, sizeof action);
    action.sa_handler = handle;
    action.sa_flags = SA_ONSTACK | SA_RESETHAND | SA_NODEFER;
    sigemptyset(&action.sa_mask);
    for (int i = 0; i < fatal_count; i++) sigaction(fatal[i].number, &action, 0);
}

void crash_protect_thread(void) {
    // It belongs to the thread until the process ends.
    size_t size = 64 << 10;
    stack_t stack;
    memset(&stack, 0, sizeof stack);
    stack.ss_sp = mmap(0, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack.ss_size = size;
    if (stack.ss_sp != MAP_FAILED) sigaltstack(&stack, 0);
}
