/* What the C library's malloc answers to a pseudorandom sequence: a hash of all offsets from the heap's start so far,
   twenty times.  Its twin is in ../recorded.test.ts.  Usage: malloc SEED STEPS MODE */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

static uint32_t seed;
static uint32_t next(void) { return (seed = seed * 1664525u + 1013904223u) >> 8; }

int main(int argc, char **argv) {
  static char out[65536];
  static char *slot[256];
  int steps = atoi(argv[2]), mode = atoi(argv[3]);
  char *base = sbrk(0); /* before the first request, also stdio's own */
  uint32_t hash = 2166136261u, hashes[20];
  seed = atoi(argv[1]);
  for (int i = 0; i < steps; i++) {
    int s = next() % 256;
    uint32_t r = next(), size;
    switch (mode == 4 ? next() % 4 : mode) {
      case 0: size = r % 3000 + 513; break;
      case 1: size = r % 200 + 1; break;
      case 2: size = r % 30000 + 1; break;
      default: size = r % 40 == 0 ? r % 400000 + 1 : r % 1500 + 1;
    }
    int op = next() % 4;
    if (!slot[s]) slot[s] = malloc(size);
    else if (op < 3) { free(slot[s]); slot[s] = 0; }
    else slot[s] = realloc(slot[s], size);
    long offset = slot[s] ? slot[s] - base : -1;
    if (offset > 1L << 30) offset = -2; /* mapped by itself */
    hash = (hash ^ (uint32_t)offset) * 16777619u;
    if ((i + 1) % (steps / 20) == 0) hashes[i / (steps / 20)] = hash;
  }
  setvbuf(stdout, out, _IOFBF, sizeof out);
  for (int i = 0; i < 20; i++) printf("%u\n", hashes[i]);
  return 0;
}
