/**
 * A seeded generator of pseudo-random numbers made of integer arithmetic only, so that the same seed gives the
 * same sequence on every machine.
 *
 * Generator: xoshiro128** 1.1 by David Blackman and Sebastiano Vigna, "Scrambled Linear Pseudorandom Number
 * Generators", ACM Transactions on Mathematical Software 47:4 (2021). Seeded, as its authors advise, with
 * SplitMix64: G. L. Steele, D. Lea and C. H. Flood, "Fast Splittable Pseudorandom Number Generators", OOPSLA 2014.
 */
export interface Random {
  /** An integer from 0 to 2^32 - 1. */
  nextUint32(): number;
  /** A number in [0, 1) with 53 random bits. Takes two draws. */
  nextUnit(): number;
  /**
   * An integer from 0 to `count` - 1, each equally likely. Takes one draw, seldom more.
   * @throws RangeError unless `count` is an integer from 1 to 2^21
   */
  nextInt(count: number): number;
}

const TWO_32 = 2 ** 32;
/** Up to here a product of `count` and 32 random bits is exact in a double. */
const LARGEST_COUNT = 2 ** 21;
const STREAMS = 2 ** 11;
const MASK_64 = 0xffffffffffffffffn;

/**
 * Makes a generator.
 *
 * @param seed an integer from 0 to 2^53 - 1
 * @param stream an integer from 0 to 2047: each gives another sequence for the same seed, so that what one part of
 *   a computation draws does not shift what another part draws
 * @throws RangeError for a seed or stream outside these ranges
 */
export function createRandom(seed: number, stream = 0): Random {
  if (!Number.isSafeInteger(seed) || seed < 0) {
    throw new RangeError(`A seed is an integer from 0 to 2^53 - 1, not ${seed}.`);
  }
  if (!Number.isInteger(stream) || stream < 0 || stream >= STREAMS) {
    throw new RangeError(`A stream is an integer from 0 to ${STREAMS - 1}, not ${stream}.`);
  }
  const [first, second] = splitMix64(BigInt(seed) | (BigInt(stream) << 53n), 2);
  const words = [first, second].flatMap((word = 0n) => [
    Number(word & 0xffffffffn),
    Number((word >> 32n) & 0xffffffffn),
  ]);
  return randomFromState(words);
}

/**
 * The bare generator, started from four 32-bit words.
 * @throws RangeError unless there are four words, not all zero (that state never leaves zero)
 */
export function randomFromState(state: readonly number[]): Random {
  if (state.length !== 4 || state.every((word) => word >>> 0 === 0)) {
    throw new RangeError('The state of the generator is four 32-bit words, not all zero.');
  }
  let [a = 0, b = 0, c = 0, d = 0] = state.map((word) => word | 0);

  const nextUint32 = (): number => {
    const result = Math.imul(rotateLeft(Math.imul(b, 5), 7), 9) >>> 0;
    const shifted = b << 9;
    c ^= a;
    d ^= b;
    b ^= c;
    a ^= d;
    c ^= shifted;
    d = rotateLeft(d, 11);
    return result;
  };

  return {
    nextUint32,
    nextUnit() {
      const high = nextUint32() >>> 5;
      const low = nextUint32() >>> 6;
      return (high * 2 ** 26 + low) / 2 ** 53;
    },
    // Multiplies instead of dividing, and redraws the few values that would make some results likelier:
    // D. Lemire, "Fast Random Integer Generation in an Interval", ACM TOMACS 29:1 (2019).
    nextInt(count) {
      if (!Number.isInteger(count) || count < 1 || count > LARGEST_COUNT) {
        throw new RangeError(`A count is an integer from 1 to ${LARGEST_COUNT}, not ${count}.`);
      }
      let product = nextUint32() * count;
      let result = Math.floor(product / TWO_32);
      let rest = product - result * TWO_32;
      if (rest < count) {
        const refused = (TWO_32 - count) % count;
        while (rest < refused) {
          product = nextUint32() * count;
          result = Math.floor(product / TWO_32);
          rest = product - result * TWO_32;
        }
      }
      return result;
    },
  };
}

function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}

/** The first `count` outputs of SplitMix64 from a 64-bit state. */
export function splitMix64(state: bigint, count: number): bigint[] {
  let current = state & MASK_64;
  return Array.from({ length: count }, () => {
    current = (current + 0x9e3779b97f4a7c15n) & MASK_64;
    let mixed = ((current ^ (current >> 30n)) * 0xbf58476d1ce4e5b9n) & MASK_64;
    mixed = ((mixed ^ (mixed >> 27n)) * 0x94d049bb133111ebn) & MASK_64;
    return mixed ^ (mixed >> 31n);
  });
}
