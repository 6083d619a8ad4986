// Dashboards that read no more: so many connections that ask for the upgrade, say their greeting, and
// from then on leave everything where it is. Their receive buffers are small, as those of a phone that
// sleeps: Node cannot ask for that, and a kernel that may give one socket 30 MB hides what is measured.
//   stalled PORT COUNT UPGRADE-HEX GREETING-HEX; prints "ready", ends with its standard input.
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

static size_t bytes_of(const char *hex, unsigned char *into) {
  size_t length = strlen(hex) / 2;
  for (size_t at = 0; at < length; at += 1) sscanf(hex + 2 * at, "%2hhx", into + at);
  return length;
}

static void must(int ok, const char *what) {
  if (ok) return;
  perror(what);
  exit(1);
}

int main(int argc, char **argv) {
  if (argc != 5) return 2;
  static unsigned char upgrade[8192], greeting[8192];
  size_t upgrade_length = bytes_of(argv[3], upgrade);
  size_t greeting_length = bytes_of(argv[4], greeting);
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(atoi(argv[1]))};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int small = 4096, on = 1;
  for (int count = atoi(argv[2]); count > 0; count -= 1) {
    int fd = socket(AF_INET, SOCK_STREAM, 0);
    must(fd >= 0, "socket");
    must(setsockopt(fd, SOL_SOCKET, SO_RCVBUF, &small, sizeof small) == 0, "receive buffer");
    setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
    must(connect(fd, (struct sockaddr *)&address, sizeof address) == 0, "connect");
    must(write(fd, upgrade, upgrade_length) == (ssize_t)upgrade_length, "upgrade");
    char head[1024] = {0};
    size_t have = 0;
    while (have < sizeof head - 1 && strstr(head, "\r\n\r\n") == NULL) {
      ssize_t more = read(fd, head + have, 1);
      must(more == 1, "answer to the upgrade");
      have += more;
    }
    must(strncmp(head, "HTTP/1.1 101", 12) == 0, "upgrade was refused");
    must(write(fd, greeting, greeting_length) == (ssize_t)greeting_length, "greeting");
  }
  puts("ready");
  fflush(stdout);
  char rest[64];
  while (read(0, rest, sizeof rest) > 0) continue;
  return 0;
}
