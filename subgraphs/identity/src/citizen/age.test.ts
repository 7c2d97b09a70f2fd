import { describe, expect, it } from 'vitest';
import { civilDate, hasReachedAge } from './age.ts';

describe('hasReachedAge', () => {
  it.each([
    ['2008-06-15', 18, '2026-06-14', false],
    ['2008-06-15', 18, '2026-06-15', true],
    ['2008-06-15', 18, '2026-06-16', true],
    ['2008-06-15', 19, '2026-12-31', false],
    ['2008-02-29', 18, '2026-02-28', false],
    ['2008-02-29', 18, '2026-03-01', true],
    ['2008-02-29', 20, '2028-02-28', false],
    ['2008-02-29', 20, '2028-02-29', true],
    ['2008-12-31', 18, '2026-12-30', false],
    ['2008-12-31', 18, '2027-01-01', true],
    ['2026-01-01', 0, '2026-01-01', true],
    ['2026-01-01', 0, '2025-12-31', false],
  ])('born %s, %i years, on %s: %s', (birthDate, years, today, expected) => {
    expect(hasReachedAge(birthDate, years, today)).toBe(expected);
  });
});

describe('civilDate', () => {
  it('changes at midnight in the city, eight hours before UTC does', () => {
    expect(civilDate(new Date('2026-06-14T15:59:59Z'))).toBe('2026-06-14');
    expect(civilDate(new Date('2026-06-14T16:00:00Z'))).toBe('2026-06-15');
  });
});
