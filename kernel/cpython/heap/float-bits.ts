/** Floating-point numbers as their IEEE 754 bits, and back. */
const doubles = new Float64Array(1);
const quads = new BigUint64Array(doubles.buffer);
const singles = new Float32Array(1);
const words = new Int32Array(singles.buffer);

/** The 64 bits of a double: sign, 11 of exponent, 52 of fraction. */
export function bitsOfDouble(x: number): bigint {
  doubles[0] = x;
  return quads[0]!;
}
export function doubleOfBits(bits: bigint): number {
  quads[0] = bits;
  return doubles[0]!;
}
/** The 32 bits of the nearest single, as a signed word. */
export function bitsOfSingle(x: number): number {
  singles[0] = x;
  return words[0]!;
}
export function singleOfBits(bits: number): number {
  words[0] = bits;
  return singles[0]!;
}
