/*
 * Makes the disk below FAIL_FOLDER fail: while the file FAIL_FULL is there it has no room at all; else each write and each
 * sync fails with the probabilities FAIL_WRITE and FAIL_SYNC (per ten thousand), chosen by FAIL_SEED. Loaded with
 * LD_PRELOAD. Nothing fails before the file FAIL_START is there, so that a store can be opened first.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/statfs.h>
#include <unistd.h>

static const char *folder, *full, *begin;
static size_t folder_length;
static unsigned long write_odds, sync_odds;
static uint64_t state;
static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;

static unsigned long number(const char *name) {
  const char *text = getenv(name);
  return text == NULL ? 0 : strtoul(text, NULL, 10);
}

__attribute__((constructor)) static void start(void) {
  folder = getenv("FAIL_FOLDER");
  full = getenv("FAIL_FULL");
  begin = getenv("FAIL_START");
  folder_length = folder == NULL ? 0 : strlen(folder);
  write_odds = number("FAIL_WRITE");
  sync_odds = number("FAIL_SYNC");
  state = number("FAIL_SEED") * 2862933555777941757UL + 3037000493UL;
}

static unsigned long drawn(void) {
  pthread_mutex_lock(&mutex);
  state ^= state << 13;
  state ^= state >> 7;
  state ^= state << 17;
  uint64_t value = state;
  pthread_mutex_unlock(&mutex);
  return (unsigned long)((value >> 20) % 10000);
}

static int watched(int fd) {
  char link[40], path[4096];
  if (folder == NULL || begin == NULL || access(begin, F_OK) != 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return strncmp(path, folder, folder_length) == 0 && strstr(path, "-shm") == NULL;
}

static int is_full(void) { return full != NULL && access(full, F_OK) == 0; }

/* Sets errno and answers 1 when this call is to fail. */
static int fails(int fd, unsigned long odds) {
  if (!watched(fd)) return 0;
  if (is_full()) {
    errno = ENOSPC;
    return 1;
  }
  if (odds == 0 || drawn() >= odds) return 0;
  errno = drawn() % 2 == 0 ? EIO : ENOSPC;
  return 1;
}

/* The function of the same name that stands behind this library. */
#define REAL(name) static __typeof__(&name) real; if (real == NULL) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

ssize_t pwrite64(int fd, const void *data, size_t length, off64_t at) {
  REAL(pwrite64);
  return fails(fd, write_odds) ? -1 : real(fd, data, length, at);
}

ssize_t pwrite(int fd, const void *data, size_t length, off_t at) { return pwrite64(fd, data, length, at); }

ssize_t write(int fd, const void *data, size_t length) {
  REAL(write);
  return fd > 2 && fails(fd, write_odds) ? -1 : real(fd, data, length);
}

int fdatasync(int fd) {
  REAL(fdatasync);
  return fails(fd, is_full() ? 0 : sync_odds) && errno != ENOSPC ? -1 : real(fd);
}

int fsync(int fd) {
  REAL(fsync);
  return fails(fd, is_full() ? 0 : sync_odds) && errno != ENOSPC ? -1 : real(fd);
}

/* A full disk says so. */
int statfs64(const char *path, struct statfs64 *answer) {
  REAL(statfs64);
  int result = real(path, answer);
  if (result == 0 && folder != NULL && is_full()) answer->f_bavail = 0;
  return result;
}

int statfs(const char *path, struct statfs *answer) { return statfs64(path, (struct statfs64 *)answer); }
