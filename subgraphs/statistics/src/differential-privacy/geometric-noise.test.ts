import { expect, test } from 'vitest';
import { expectedError, geometricNoise } from './geometric-noise.ts';
import { KeyStream } from './key-stream.ts';

/** Each key gives one sequence, so that the test cannot fail by chance. */
const stream = (name: number) => new KeyStream(Buffer.alloc(32, name));

test.each([100, 693, 1000, 2000])(
  'at %i thousandths, noise has the probabilities of the mechanism',
  (epsilon) => {
    const source = stream(epsilon % 251);
    const draws = 200_000;
    const counts = new Map<number, number>();
    let error = 0;
    for (let index = 0; index < draws; index += 1) {
      const noise = geometricNoise(source, epsilon);
      counts.set(noise, (counts.get(noise) ?? 0) + 1);
      error += Math.abs(noise);
    }
    const ratio = Math.exp(-epsilon / 1000);
    let statistic = 0;
    let cells = 0;
    for (let noise = -40; noise <= 40; noise += 1) {
      const expected = draws * ((1 - ratio) / (1 + ratio)) * ratio ** Math.abs(noise);
      if (expected < 10) continue;
      statistic += ((counts.get(noise) ?? 0) - expected) ** 2 / expected;
      cells += 1;
    }
    // Chi-square: its mean is the number of cells, its variance twice that.
    expect(statistic).toBeLessThan(cells + 5 * Math.sqrt(2 * cells));
    expect(error / draws / expectedError(epsilon)).toBeCloseTo(1, 1);
  },
);

test('numbers below a limit are drawn equally often, and a key repeats them', () => {
  const counts = Array.from({ length: 7 }, () => 0);
  const [one, other] = [stream(1), stream(1)];
  for (let index = 0; index < 70_000; index += 1) {
    const drawn = one.below(7);
    expect(other.below(7)).toBe(drawn);
    counts[drawn] = counts[drawn]! + 1;
  }
  for (const count of counts) expect(Math.abs(count - 10_000)).toBeLessThan(500);
});

test.each([0, 0.5, -1, Number.NaN, 2_000_000])('epsilon %d is refused', (epsilon) => {
  expect(() => geometricNoise(stream(1), epsilon)).toThrow(RangeError);
});
