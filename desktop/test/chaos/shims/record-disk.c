/*
 * Records what a process does to the files below RECORD_FOLDER, and what it acknowledges on its standard output, in the
 * order it happened. Loaded with LD_PRELOAD; the log is replayed to find out what a power cut would have left.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

struct header {
  uint32_t type;
  uint32_t path_length;
  uint32_t data_length;
  uint32_t unused;
  uint64_t inode;
  uint64_t offset;
};

static int log_file = -1;
static const char *folder;
static size_t folder_length;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void start(void) {
  const char *path = getenv("RECORD_LOG");
  folder = getenv("RECORD_FOLDER");
  if (path == NULL || folder == NULL) return;
  folder_length = strlen(folder);
  log_file = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0600);
}

static void record(char type, const char *path, uint64_t inode, uint64_t offset, const void *data, size_t length) {
  struct header header = {(uint32_t)type, (uint32_t)strlen(path), (uint32_t)length, 0, inode, offset};
  struct iovec parts[3] = {{&header, sizeof header}, {(void *)path, header.path_length}, {(void *)data, length}};
  size_t wanted = sizeof header + header.path_length + length;
  if (syscall(SYS_writev, log_file, parts, 3) != (long)wanted) _exit(97);
}

/* The path of a descriptor, when it is one that is recorded. */
static int watched(int fd, char *path, size_t size, uint64_t *inode) {
  char link[40];
  struct stat status;
  if (log_file < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, size - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  if (strncmp(path, folder, folder_length) != 0 || fstat(fd, &status) != 0) return 0;
  *inode = status.st_ino;
  return 1;
}

/* The function of the same name that stands behind this library. */
#define REAL(name) static __typeof__(&name) real; if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)
#define RECORDED(fd, call, type, at, data, length)                                                                     \
  char path[4096];                                                                                                     \
  uint64_t inode;                                                                                                      \
  if (!watched(fd, path, sizeof path, &inode)) return call;                                                            \
  pthread_mutex_lock(&mutex);                                                                                          \
  uint64_t offset = at;                                                                                                \
  long result = call;                                                                                                  \
  if (result >= 0) record(type, path, inode, offset, data, length);                                                    \
  pthread_mutex_unlock(&mutex);                                                                                        \
  return result

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  REAL(pwrite64);
  RECORDED(fd, real(fd, data, length, at), 'W', (uint64_t)at, data, (size_t)result);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

/* Where a plain write goes: to the end of a file that is appended to, else to where its cursor stands. */
static uint64_t cursor_of(int fd) {
  struct stat status;
  if ((fcntl(fd, F_GETFL) & O_APPEND) != 0 && fstat(fd, &status) == 0) return (uint64_t)status.st_size;
  return (uint64_t)lseek(fd, 0, SEEK_CUR);
}

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  if (fd == 1 && log_file >= 0) {
    pthread_mutex_lock(&mutex);
    ssize_t written = real(fd, data, length);
    if (written > 0) record('A', "", 0, 0, data, (size_t)written);
    pthread_mutex_unlock(&mutex);
    return written;
  }
  RECORDED(fd, real(fd, data, length), 'W', cursor_of(fd), data, (size_t)result);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  RECORDED(fd, real(fd), 'S', 0, "", 0);
}

int fsync(int fd) {
  REAL(fsync);
  RECORDED(fd, real(fd), 'S', 0, "", 0);
}

int ftruncate64(int fd, off64_t length) {
  REAL(ftruncate64);
  RECORDED(fd, real(fd, length), 'T', (uint64_t)length, "", 0);
}

int ftruncate(int fd, off_t length) { return ftruncate64(fd, length); }

int unlink(const char *path) {
  REAL(unlink);
  if (log_file < 0 || strncmp(path, folder, folder_length) != 0) return real(path);
  pthread_mutex_lock(&mutex);
  int result = real(path);
  if (result == 0) record('U', path, 0, 0, "", 0);
  pthread_mutex_unlock(&mutex);
  return result;
}

int rename(const char *from, const char *to) {
  REAL(rename);
  if (log_file < 0 || strncmp(from, folder, folder_length) != 0) return real(from, to);
  pthread_mutex_lock(&mutex);
  int result = real(from, to);
  if (result == 0) record('R', from, 0, 0, to, strlen(to));
  pthread_mutex_unlock(&mutex);
  return result;
}
