/* What pymalloc answers to a pseudorandom sequence, for a process that has used it before: first all pools and arenas
   with room are filled, so that everything below happens in new ones.  Its twin is in ../recorded.test.ts. */
#include <stddef.h>
#include <stdint.h>

extern void *PyObject_Malloc(size_t);
extern void *PyObject_Realloc(void *, size_t);
extern void PyObject_Free(void *);

#define SLOTS 16384
static uint32_t seed;
static uint32_t next(void) { return (seed = seed * 1664525u + 1013904223u) >> 8; }
static uintptr_t pool_size;
static char *pool_of(char *p) { return (char *)((uintptr_t)p & ~(pool_size - 1)); }
static uint32_t word(char *p, int offset) { return *(uint32_t *)(p + offset); }
static uint32_t arena_of(char *p) { return word(pool_of(p), 32); }
static int is_fresh(char *p, uint32_t size) {
  char *pool = pool_of(p);
  return p == pool + 48 && word(pool, 0) == 1 && word(pool, 40) == 48 + 2 * size;
}

/* Returns how many pools the first new arena had: compare only if that is 64, or 63 for pools of 16 KiB. */
int trace(long pool, int first, int steps, uint32_t *hashes) {
  static char *slot[SLOTS];
  static int ordinal[65536]; /* of an arena: 1 for all old ones, then as they appear */
  char *p;
  int pools = 0, arenas = 1;
  pool_size = pool;
  seed = first;
  for (int size = 16; size <= 512; size += 16) {
    do p = PyObject_Malloc(size); while (!is_fresh(p, size));
    ordinal[arena_of(p)] = 1;
  }
  while (pools < 63) { /* an arena with as many free pools is a new one, and so is the one after it */
    uint32_t arena = arena_of(p);
    ordinal[arena] = 1;
    for (pools = 0; arena_of(p) == arena; p = PyObject_Malloc(512)) pools += is_fresh(p, 512);
  }
  uint32_t hash = 2166136261u;
  for (int i = 0; i < steps; i++) {
    int shrinking = i / (steps / 8) & 1, s = next() % SLOTS;
    uint32_t r = next(), size = r % 7 == 0 ? 496 : r % 512 + 1, op = next() % 16;
    if (!slot[s]) {
      if (op < (shrinking ? 4 : 14)) slot[s] = PyObject_Malloc(size);
    } else if (op < (shrinking ? 15 : 3)) {
      PyObject_Free(slot[s]);
      slot[s] = 0;
    } else if (op == 15) slot[s] = PyObject_Realloc(slot[s], size);
    p = slot[s];
    if (p && !ordinal[arena_of(p)]) ordinal[arena_of(p)] = ++arenas;
    hash = (hash ^ (p ? ordinal[arena_of(p)] : 0)) * 16777619u;
    hash = (hash ^ (p ? (uint32_t)(p - pool_of(p)) : 0)) * 16777619u;
    if ((i + 1) % (steps / 20) == 0) hashes[i / (steps / 20)] = hash;
  }
  return pools;
}
