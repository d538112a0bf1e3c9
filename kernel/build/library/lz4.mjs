/** LZ4's block format: literals and matches, each led by a token with both lengths. */

/**
 * What a block holds.
 * @param {Uint8Array} packed
 * @param {number} size bytes at most
 */
export function inflateBlock(packed, size) {
  const out = Buffer.alloc(size);
  let at = 0;
  let end = 0;
  const lengthFrom = nibble => {
    let length = nibble;
    if (nibble < 15) return length;
    for (;;) {
      const more = packed[at++];
      length += more;
      if (more < 255) return length;
    }
  };
  while (at < packed.length) {
    const token = packed[at++];
    for (let n = lengthFrom(token >> 4); n > 0; n--) out[end++] = packed[at++];
    if (at >= packed.length) break;
    const distance = packed[at] | (packed[at + 1] << 8);
    at += 2;
    for (let n = lengthFrom(token & 15) + 4; n > 0; n--, end++) out[end] = out[end - distance];
  }
  return out.subarray(0, end);
}
