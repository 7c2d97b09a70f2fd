import { afterEach, beforeEach, expect, it } from 'vitest';
import { sampleAgency } from '../publish/sample-agencies.fixture.ts';
import type { CheckInput } from './check-release.ts';
import { type Checker, createChecker, type Urgency } from './checker.ts';

let checker: Checker;
beforeEach(() => {
  checker = createChecker();
});
afterEach(() => checker.close());

const input = (subgraph: string): CheckInput => ({
  releases: [{ subgraph, ...sampleAgency(subgraph) }],
  changed: subgraph,
  before: null,
  manifestBefore: null,
  today: '2026-11-27',
});

it('checks in a separate process, and restarts it after it has ended', { timeout: 120_000 }, async () => {
  const both = await Promise.all([checker.check(input('libraries')), checker.check(input('archives'))]);
  expect(both.map(({ sdl }) => sdl?.includes('libraries'))).toEqual([true, false]);
  const broken = checker.check(input('libraries'));
  await new Promise(setImmediate);
  checker.close();
  await expect(broken).rejects.toThrow('the check failed: its process ended');
  expect((await checker.check(input('libraries'))).sdl).toContain('libraries');
});

it('lets all others overtake and interrupt the checks of proposals', { timeout: 120_000 }, async () => {
  const done: string[] = [];
  const check = async (subgraph: string, urgency?: Urgency) => {
    await checker.check(input(subgraph), urgency);
    done.push(subgraph);
  };
  await Promise.all([
    check('parks', 'low'),
    check('ponds', 'low'),
    check('trees', 'low'),
    check('libraries'),
  ]);
  expect(done).toEqual(['libraries', 'parks', 'ponds', 'trees']);
});

it('refuses checks beyond its queue limit', async () => {
  const waiting = Array.from({ length: 20 }, () => checker.check(input('libraries')));
  for (const check of waiting) check.catch(() => undefined);
  await expect(checker.check(input('libraries'))).rejects.toMatchObject({ code: 'OVERLOADED' });
  const filter = { includeTags: ['open'], excludeTags: [], hidesUnreachableTypes: false };
  const filtered = checker.filter('', filter);
  checker.close();
  // Rollouts wait for filters, so those are admitted beyond the limit.
  await expect(filtered).rejects.not.toMatchObject({ code: 'OVERLOADED' });
});
