/* The floor: what the kernel alone asks for. One thread, epoll, one write() of ready bytes to each
 * socket. Commands on stdin, one a line; answers on stdout, one a line:
 *   open                          -> port
 *   bytes <hex>                   -> ok       (what a tick writes to every socket)
 *   broadcast <ticks> <gap ms>    -> <user µs> <system µs> <failed writes>
 */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#define MAX_SOCKETS 20000
#define MAX_BYTES 65536
#define SETTLE_MS 100

static int sockets[MAX_SOCKETS], count, listener, poll_fd;
static unsigned char bytes[MAX_BYTES];
static size_t length;

static double now_ms(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec * 1e3 + t.tv_nsec / 1e6;
}

static void watch(int fd) {
  struct epoll_event event = {.events = EPOLLIN, .data.fd = fd};
  epoll_ctl(poll_fd, EPOLL_CTL_ADD, fd, &event);
}

static void drop(int fd) {
  for (int i = 0; i < count; i++)
    if (sockets[i] == fd) sockets[i] = sockets[--count];
  close(fd);
}

/* Looks after the sockets until the moment; true when there is a command to read. */
static int attend(double until) {
  struct epoll_event events[64];
  unsigned char scrap[4096];
  int asked = 0;
  do {
    double left = until - now_ms();
    int ready = epoll_wait(poll_fd, events, 64, left < 0 ? 0 : (int)(left + 0.999));
    for (int i = 0; i < ready; i++) {
      int fd = events[i].data.fd;
      if (fd == STDIN_FILENO) asked = 1;
      else if (fd == listener) {
        int client = accept4(listener, NULL, NULL, SOCK_NONBLOCK);
        int on = 1;
        if (client < 0 || count == MAX_SOCKETS) continue;
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        sockets[count++] = client;
        watch(client);
      } else if (read(fd, scrap, sizeof scrap) == 0) drop(fd);
    }
  } while (!asked && now_ms() < until);
  return asked;
}

static double micros(struct timeval t) { return t.tv_sec * 1e6 + t.tv_usec; }

static void broadcast(int ticks, int gap) {
  struct rusage before, after;
  long failed = 0;
  getrusage(RUSAGE_SELF, &before);
  for (int tick = 0; tick < ticks; tick++) {
    for (int i = 0; i < count; i++)
      if (write(sockets[i], bytes, length) != (ssize_t)length) failed++;
    attend(now_ms() + gap);
  }
  attend(now_ms() + SETTLE_MS);
  getrusage(RUSAGE_SELF, &after);
  printf("%.0f %.0f %ld\n", micros(after.ru_utime) - micros(before.ru_utime),
         micros(after.ru_stime) - micros(before.ru_stime), failed);
}

static int begin_listening(void) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  socklen_t size = sizeof address;
  listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK, 0);
  if (bind(listener, (struct sockaddr *)&address, size) || listen(listener, 4096)) return -1;
  getsockname(listener, (struct sockaddr *)&address, &size);
  watch(listener);
  return ntohs(address.sin_port);
}

int main(void) {
  static char line[MAX_BYTES * 2 + 64];
  poll_fd = epoll_create1(0);
  watch(STDIN_FILENO);
  for (;;) {
    int ticks, gap;
    if (!attend(now_ms() + 1000)) continue;
    if (fgets(line, sizeof line, stdin) == NULL) return 0;
    if (strncmp(line, "open", 4) == 0) printf("%d\n", begin_listening());
    else if (strncmp(line, "bytes ", 6) == 0) {
      unsigned value;
      for (length = 0; length < MAX_BYTES && sscanf(line + 6 + 2 * length, "%2x", &value) == 1; length++)
        bytes[length] = value;
      printf("ok\n");
    } else if (sscanf(line, "broadcast %d %d", &ticks, &gap) == 2) broadcast(ticks, gap);
    fflush(stdout);
  }
}
