import { describe, expect, it } from 'vitest';
import { onlyVersion } from './only-version.ts';

describe('a version', () => {
  const versions = ['ab12', 'ab34', 'cd56'];

  it('is found by a start that only it has', () => {
    expect(onlyVersion('c', versions, 'versions')).toBe('cd56');
  });

  it.each([
    ['ab', versions, 'ab matches 2 of the latest versions; choose from ab12, ab34, cd56'],
    ['x', [], 'x matches 0 of the latest versions; choose from none'],
  ])('%s of %j is refused', (start, of, message) => {
    expect(() => onlyVersion(start, of, 'versions')).toThrow(message);
  });
});
