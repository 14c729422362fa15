/*
 * What a program really asked of its disk: preloaded into a gateway or a CEM by `prove power`.
 *
 * Every change below POWERCUT_FOLDER is done as asked, and then noted in the file POWERCUT_TRACE, with its octets. After
 * a kill -9 the prover makes the folder anew from what it was before and the trace: what was synced is there; of what was
 * not, only what a seed lets through. See uk.route2b.prove.power.
 *
 * POWERCUT_LIES   words: "file" or "folder". That sync is not done, not noted, and said to be done.
 * POWERCUT_FAULT  a file that may come, change and go; one word and number a line:
 *                   fsync-fails N     the Nth sync from now on fails with EIO; 0 for all of them
 *                   no-space N        writes fail with ENOSPC after N more octets
 *                   read-only         nothing may be changed, EROFS
 *                   slow-sync N       a sync takes N milliseconds more
 *
 * Shared memory of SQLite (-shm) is not durable data and is left alone. Folders are taken for durable once made.
 *
 * Trace: records of  kind(1) file(4) begin(8) offset(8) length(4) octets(length), least significant octet first. A record
 * without its end is the end. Sequence is the order of records; begin is the number of records before a sync began.
 *   C path          a name and a new file                   E path   a file that was there before
 *   W offset octets a write      T offset   a truncation    R path 0 path   a rename, from and to
 *   U path          a name is gone      S   a file is synced         D path   a folder is synced
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

#undef open
#undef open64
#undef openat
#undef openat64
#undef creat
#undef creat64
#undef pwrite
#undef pwrite64
#undef ftruncate
#undef ftruncate64

#define FDS 65536
#define FILES 65536

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_once_t once = PTHREAD_ONCE_INIT;
static char folder[PATH_MAX];
static size_t folder_length;
static char fault_file[PATH_MAX];
static int trace = -1;
static int lies_file, lies_folder;
static uint64_t records;

/* Which file a descriptor is: 0 none of ours, FOLDER one of our folders, else a number. */
#define FOLDER 0xFFFFFFFFu
static volatile uint32_t of_fd[FDS];
static char *folder_of_fd[FDS];
static struct { dev_t dev; ino_t ino; } inode[FILES]; /* by number; ino 0 once it has no name */
static uint32_t files;

static int (*real_openat)(int, const char *, int, ...);
static int (*real_close)(int);
static ssize_t (*real_write)(int, const void *, size_t);
static ssize_t (*real_pwrite)(int, const void *, size_t, off_t);
static int (*real_ftruncate)(int, off_t);
static int (*real_fsync)(int);
static int (*real_fdatasync)(int);
static int (*real_renameat)(int, const char *, int, const char *);
static int (*real_unlinkat)(int, const char *, int);

static void begin(void) {
    real_openat = dlsym(RTLD_NEXT, "openat");
    real_close = dlsym(RTLD_NEXT, "close");
    real_write = dlsym(RTLD_NEXT, "write");
    real_pwrite = dlsym(RTLD_NEXT, "pwrite64");
    real_ftruncate = dlsym(RTLD_NEXT, "ftruncate64");
    real_fsync = dlsym(RTLD_NEXT, "fsync");
    real_fdatasync = dlsym(RTLD_NEXT, "fdatasync");
    real_renameat = dlsym(RTLD_NEXT, "renameat");
    real_unlinkat = dlsym(RTLD_NEXT, "unlinkat");
    const char *watched = getenv("POWERCUT_FOLDER");
    const char *to = getenv("POWERCUT_TRACE");
    const char *lies = getenv("POWERCUT_LIES");
    const char *fault = getenv("POWERCUT_FAULT");
    if (watched == NULL || realpath(watched, folder) == NULL) {
        return;
    }
    folder_length = strlen(folder);
    lies_file = lies != NULL && strstr(lies, "file") != NULL;
    lies_folder = lies != NULL && strstr(lies, "folder") != NULL;
    if (fault != NULL) {
        snprintf(fault_file, sizeof fault_file, "%s", fault);
    }
    if (to != NULL) {
        trace = real_openat(AT_FDCWD, to, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
    }
}

static void ready(void) {
    pthread_once(&once, begin);
}

/* --- faults --- */

static struct { long fsync_at; int fsync_on; long space; int space_on; int read_only; long slow; struct timespec read; off_t size; } fault;
static long syncs;

/* Reads the file of faults if it has changed; with the lock held. */
static void look_for_faults(void) {
    struct stat now;
    if (fault_file[0] == 0) {
        return;
    }
    if (stat(fault_file, &now) != 0) {
        memset(&fault, 0, sizeof fault);
        return;
    }
    if (now.st_mtim.tv_sec == fault.read.tv_sec && now.st_mtim.tv_nsec == fault.read.tv_nsec && now.st_size == fault.size) {
        return;
    }
    memset(&fault, 0, sizeof fault);
    fault.read = now.st_mtim;
    fault.size = now.st_size;
    syncs = 0;
    char text[512];
    int in = real_openat(AT_FDCWD, fault_file, O_RDONLY | O_CLOEXEC);
    ssize_t length = in < 0 ? 0 : read(in, text, sizeof text - 1);
    if (in >= 0) {
        real_close(in);
    }
    text[length < 0 ? 0 : length] = 0;
    char *rest = NULL;
    for (char *line = strtok_r(text, "\n", &rest); line != NULL; line = strtok_r(NULL, "\n", &rest)) {
        char word[32] = "";
        long number = 0;
        sscanf(line, "%31s %ld", word, &number);
        if (strcmp(word, "fsync-fails") == 0) { fault.fsync_on = 1; fault.fsync_at = number; }
        if (strcmp(word, "no-space") == 0) { fault.space_on = 1; fault.space = number; }
        if (strcmp(word, "read-only") == 0) { fault.read_only = 1; }
        if (strcmp(word, "slow-sync") == 0) { fault.slow = number; }
    }
}

/* How much of a write may be done: all, less, or -1 with errno. */
static ssize_t allowed(size_t wished) {
    look_for_faults();
    if (fault.read_only) {
        errno = EROFS;
        return -1;
    }
    if (!fault.space_on || wished == 0) {
        return (ssize_t) wished;
    }
    if (fault.space <= 0) {
        errno = ENOSPC;
        return -1;
    }
    size_t done = wished < (size_t) fault.space ? wished : (size_t) fault.space;
    fault.space -= (long) done;
    return (ssize_t) done;
}

static int may_change(void) {
    look_for_faults();
    if (fault.read_only) {
        errno = EROFS;
        return 0;
    }
    return 1;
}

/* --- trace --- */

static void put(unsigned char *to, uint64_t value, int octets) {
    for (int i = 0; i < octets; i++) {
        to[i] = (unsigned char) (value >> (8 * i));
    }
}

/* One record with one call, so that it is whole, or the last. With the lock held. */
static void note(char kind, uint32_t file, uint64_t begun, uint64_t offset, const void *octets, size_t length) {
    unsigned char head[25];
    head[0] = (unsigned char) kind;
    put(head + 1, file, 4);
    put(head + 5, begun, 8);
    put(head + 13, offset, 8);
    put(head + 21, length, 4);
    struct iovec parts[2] = {{head, sizeof head}, {(void *) octets, length}};
    size_t whole = sizeof head + length;
    if (trace >= 0 && (size_t) syscall(SYS_writev, trace, parts, length == 0 ? 1 : 2) != whole) {
        static const char broken[] = "powercut: the trace cannot be written\n";
        syscall(SYS_write, 2, broken, sizeof broken - 1);
        abort();
    }
    records++;
}

/* --- names --- */

/* The path below the folder, if it is there: 1. Names are made absolute, their folder is resolved. */
static int inside(int at, const char *path, char *below) {
    char absolute[PATH_MAX * 2], parent[PATH_MAX];
    if (folder_length == 0 || path == NULL) {
        return 0;
    }
    if (path[0] == '/') {
        snprintf(absolute, sizeof absolute, "%s", path);
    } else {
        char base[PATH_MAX];
        if (at == AT_FDCWD) {
            if (getcwd(base, sizeof base) == NULL) {
                return 0;
            }
        } else {
            char link[64];
            snprintf(link, sizeof link, "/proc/self/fd/%d", at);
            ssize_t length = readlink(link, base, sizeof base - 1);
            if (length < 0) {
                return 0;
            }
            base[length] = 0;
        }
        snprintf(absolute, sizeof absolute, "%s/%s", base, path);
    }
    if (strcmp(absolute, folder) == 0) {
        strcpy(below, ".");
        return 1;
    }
    char *slash = strrchr(absolute, '/');
    if (slash == NULL || slash[1] == 0) {
        return 0;
    }
    char name[NAME_MAX + 1];
    snprintf(name, sizeof name, "%s", slash + 1);
    *slash = 0;
    if (realpath(absolute[0] == 0 ? "/" : absolute, parent) == NULL) {
        return 0;
    }
    if (strncmp(parent, folder, folder_length) != 0 || (parent[folder_length] != '/' && parent[folder_length] != 0)) {
        return 0;
    }
    size_t length = strlen(name);
    if (length > 4 && strcmp(name + length - 4, "-shm") == 0) {
        return 0;
    }
    const char *in = parent + folder_length;
    snprintf(below, PATH_MAX, "%s%s%s", in[0] == '/' ? in + 1 : in, in[0] == 0 ? "" : "/", name);
    return 1;
}

static uint32_t number_of(const struct stat *found) {
    for (uint32_t file = files; file > 0; file--) {
        if (inode[file].ino == found->st_ino && inode[file].dev == found->st_dev) {
            return file;
        }
    }
    return 0;
}

static uint32_t number_new(const struct stat *found) {
    if (files + 1 >= FILES) {
        static const char many[] = "powercut: more files than it can number\n";
        syscall(SYS_write, 2, many, sizeof many - 1);
        abort();
    }
    files++;
    inode[files].ino = found->st_ino;
    inode[files].dev = found->st_dev;
    return files;
}

/* The number of a file that is there, noted if it was not known. */
static uint32_t number_at(const struct stat *found, const char *below) {
    uint32_t file = number_of(found);
    if (file == 0) {
        file = number_new(found);
        note('E', file, records, 0, below, strlen(below));
    }
    return file;
}

/* --- what is watched --- */

static int open_watched(int at, const char *path, int flags, mode_t mode) {
    char below[PATH_MAX];
    ready();
    int changes = (flags & (O_CREAT | O_TRUNC)) != 0 || (flags & O_ACCMODE) != O_RDONLY || (flags & O_DIRECTORY) != 0;
    struct stat before;
    if (!inside(at, path, below)) {
        return real_openat(at, path, flags, mode);
    }
    pthread_mutex_lock(&lock);
    int there = fstatat(at, path, &before, 0) == 0;
    if (!changes && there && !S_ISDIR(before.st_mode)) {
        pthread_mutex_unlock(&lock);
        return real_openat(at, path, flags, mode);
    }
    if (changes && !(there && S_ISDIR(before.st_mode)) && !may_change()) {
        pthread_mutex_unlock(&lock);
        return -1;
    }
    int fd = real_openat(at, path, flags, mode);
    if (fd >= 0 && fd < FDS) {
        struct stat now;
        fstat(fd, &now);
        if (S_ISDIR(now.st_mode)) {
            free(folder_of_fd[fd]);
            folder_of_fd[fd] = strdup(below);
            of_fd[fd] = FOLDER;
        } else if (!there) {
            of_fd[fd] = number_new(&now);
            note('C', of_fd[fd], records, 0, below, strlen(below));
        } else {
            of_fd[fd] = number_at(&now, below);
            if ((flags & O_TRUNC) != 0 && before.st_size > 0) {
                note('T', of_fd[fd], records, 0, NULL, 0);
            }
        }
    }
    int reason = errno;
    pthread_mutex_unlock(&lock);
    errno = reason;
    return fd;
}

#define MODE(flags) \
    mode_t mode = 0; \
    if (((flags) & O_CREAT) != 0 || ((flags) & O_TMPFILE) == O_TMPFILE) { \
        va_list more; \
        va_start(more, flags); \
        mode = (mode_t) va_arg(more, int); \
        va_end(more); \
    }

int open(const char *path, int flags, ...) { MODE(flags) return open_watched(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_watched(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_watched(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_watched(at, path, flags, mode); }
int __open_2(const char *path, int flags) { return open_watched(AT_FDCWD, path, flags, 0); }
int __open64_2(const char *path, int flags) { return open_watched(AT_FDCWD, path, flags, 0); }
int creat(const char *path, mode_t mode) { return open_watched(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }
int creat64(const char *path, mode_t mode) { return open_watched(AT_FDCWD, path, O_CREAT | O_WRONLY | O_TRUNC, mode); }

int close(int fd) {
    ready();
    if (fd >= 0 && fd < FDS && of_fd[fd] != 0) {
        pthread_mutex_lock(&lock);
        of_fd[fd] = 0;
        pthread_mutex_unlock(&lock);
    }
    return real_close(fd);
}

static int is_file(int fd) {
    return fd >= 0 && fd < FDS && of_fd[fd] != 0 && of_fd[fd] != FOLDER;
}

/* offset < 0: where the descriptor stands */
static ssize_t write_watched(int fd, const void *octets, size_t length, off_t offset) {
    pthread_mutex_lock(&lock);
    ssize_t most = allowed(length);
    ssize_t done = -1;
    if (most >= 0) {
        off_t at = offset;
        if (offset < 0) {
            at = (fcntl(fd, F_GETFL) & O_APPEND) != 0 ? lseek(fd, 0, SEEK_END) : lseek(fd, 0, SEEK_CUR);
            done = real_write(fd, octets, (size_t) most);
        } else {
            done = real_pwrite(fd, octets, (size_t) most, offset);
        }
        if (done > 0) {
            note('W', of_fd[fd], records, (uint64_t) at, octets, (size_t) done);
        }
    }
    int reason = errno;
    pthread_mutex_unlock(&lock);
    errno = reason;
    return done;
}

ssize_t write(int fd, const void *octets, size_t length) {
    ready();
    return is_file(fd) ? write_watched(fd, octets, length, -1) : real_write(fd, octets, length);
}

ssize_t pwrite(int fd, const void *octets, size_t length, off_t offset) {
    ready();
    return is_file(fd) ? write_watched(fd, octets, length, offset) : real_pwrite(fd, octets, length, offset);
}

ssize_t pwrite64(int fd, const void *octets, size_t length, off64_t offset) {
    return pwrite(fd, octets, length, offset);
}

/* A vector as its first part: a short write, which every caller has to be able to go on from. */
ssize_t writev(int fd, const struct iovec *parts, int count) {
    ready();
    if (!is_file(fd)) {
        return syscall(SYS_writev, fd, parts, count);
    }
    for (int i = 0; i < count; i++) {
        if (parts[i].iov_len > 0) {
            return write_watched(fd, parts[i].iov_base, parts[i].iov_len, -1);
        }
    }
    return 0;
}

ssize_t pwritev(int fd, const struct iovec *parts, int count, off_t offset) {
    ready();
    if (!is_file(fd)) {
        return syscall(SYS_pwritev, fd, parts, count, (unsigned long) offset, 0UL);
    }
    for (int i = 0; i < count; i++) {
        if (parts[i].iov_len > 0) {
            return write_watched(fd, parts[i].iov_base, parts[i].iov_len, offset);
        }
    }
    return 0;
}

ssize_t pwritev64(int fd, const struct iovec *parts, int count, off64_t offset) {
    return pwritev(fd, parts, count, offset);
}

/* What copies inside the system would not be seen; callers fall back to reading and writing. */
ssize_t copy_file_range(int in, off64_t *from, int out, off64_t *to, size_t length, unsigned int flags) {
    ready();
    if (is_file(out)) {
        errno = ENOSYS;
        return -1;
    }
    return syscall(SYS_copy_file_range, in, from, out, to, length, flags);
}

ssize_t sendfile(int out, int in, off_t *offset, size_t length) {
    ready();
    if (is_file(out)) {
        errno = EINVAL;
        return -1;
    }
    return syscall(SYS_sendfile, out, in, offset, length);
}

ssize_t sendfile64(int out, int in, off64_t *offset, size_t length) {
    return sendfile(out, in, offset, length);
}

int ftruncate(int fd, off_t length) {
    ready();
    if (!is_file(fd)) {
        return real_ftruncate(fd, length);
    }
    pthread_mutex_lock(&lock);
    int result = may_change() ? real_ftruncate(fd, length) : -1;
    if (result == 0) {
        note('T', of_fd[fd], records, (uint64_t) length, NULL, 0);
    }
    int reason = errno;
    pthread_mutex_unlock(&lock);
    errno = reason;
    return result;
}

int ftruncate64(int fd, off64_t length) {
    return ftruncate(fd, length);
}

/* Only what was written before it began is certain after it. */
static int sync_watched(int fd, int (*real)(int)) {
    pthread_mutex_lock(&lock);
    uint32_t file = of_fd[fd];
    uint64_t begun = records;
    look_for_faults();
    long slow = fault.slow;
    int fails = fault.fsync_on && (fault.fsync_at == 0 || ++syncs == fault.fsync_at);
    pthread_mutex_unlock(&lock);
    if (slow > 0) {
        struct timespec pause = {slow / 1000, (slow % 1000) * 1000000};
        nanosleep(&pause, NULL);
    }
    if (fails) {
        errno = EIO;
        return -1;
    }
    if (file == FOLDER ? lies_folder : lies_file) {
        return 0;
    }
    int result = real(fd);
    if (result == 0) {
        pthread_mutex_lock(&lock);
        if (file == FOLDER) {
            note('D', 0, begun, 0, folder_of_fd[fd], strlen(folder_of_fd[fd]));
        } else {
            note('S', file, begun, 0, NULL, 0);
        }
        pthread_mutex_unlock(&lock);
    }
    return result;
}

static int is_watched(int fd) {
    return fd >= 0 && fd < FDS && of_fd[fd] != 0;
}

int fsync(int fd) {
    ready();
    return is_watched(fd) ? sync_watched(fd, real_fsync) : real_fsync(fd);
}

int fdatasync(int fd) {
    ready();
    return is_watched(fd) ? sync_watched(fd, real_fdatasync) : real_fdatasync(fd);
}

int renameat(int from_at, const char *from, int to_at, const char *to) {
    char below_from[PATH_MAX], below_to[PATH_MAX];
    struct stat moved, replaced;
    ready();
    if (!inside(from_at, from, below_from) || !inside(to_at, to, below_to)) {
        return real_renameat(from_at, from, to_at, to);
    }
    pthread_mutex_lock(&lock);
    int result = -1;
    if (may_change()) {
        int there = fstatat(from_at, from, &moved, AT_SYMLINK_NOFOLLOW) == 0;
        int other = fstatat(to_at, to, &replaced, AT_SYMLINK_NOFOLLOW) == 0;
        uint32_t file = there && S_ISREG(moved.st_mode) ? number_at(&moved, below_from) : 0;
        result = real_renameat(from_at, from, to_at, to);
        if (result == 0 && file != 0) {
            uint32_t gone = other ? number_of(&replaced) : 0;
            if (gone != 0 && gone != file) {
                inode[gone].ino = 0;
            }
            size_t length = strlen(below_from) + 1;
            char both[PATH_MAX * 2];
            memcpy(both, below_from, length);
            strcpy(both + length, below_to);
            note('R', file, records, 0, both, length + strlen(below_to));
        }
    }
    int reason = errno;
    pthread_mutex_unlock(&lock);
    errno = reason;
    return result;
}

int rename(const char *from, const char *to) {
    return renameat(AT_FDCWD, from, AT_FDCWD, to);
}

int unlinkat(int at, const char *path, int flags) {
    char below[PATH_MAX];
    struct stat found;
    ready();
    if (flags != 0 || !inside(at, path, below)) {
        return real_unlinkat(at, path, flags);
    }
    pthread_mutex_lock(&lock);
    int result = -1;
    if (may_change()) {
        int there = fstatat(at, path, &found, AT_SYMLINK_NOFOLLOW) == 0;
        uint32_t file = there ? number_at(&found, below) : 0;
        result = real_unlinkat(at, path, flags);
        if (result == 0 && file != 0) {
            inode[file].ino = 0;
            note('U', file, records, 0, below, strlen(below));
        }
    }
    int reason = errno;
    pthread_mutex_unlock(&lock);
    errno = reason;
    return result;
}

int unlink(const char *path) {
    return unlinkat(AT_FDCWD, path, 0);
}

int remove(const char *path) {
    struct stat found;
    ready();
    return lstat(path, &found) == 0 && S_ISDIR(found.st_mode) ? rmdir(path) : unlink(path);
}
