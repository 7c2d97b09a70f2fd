import { expect, test } from 'vitest';
import { pageOf, sectionsOf } from './docs-page.ts';

const parts = new Map([
  ['another', 'another\n\n2026-01-03, nobody asked'],
  ['audit', 'audit\n\n2026-01-02, 1 round\n\n50 % (85 % is demanded: **missed**)\n\n90 % (85 % is demanded)'],
  ['peers', 'peers\n\n2026-01-01, 3 rounds\n\n| a |\n|---|\n| 1 |'],
]);

test('the page begins with what each suite asks, when it was run and how many of its demands are held', () => {
  const page = pageOf(parts);
  expect(page).toMatch(/\| \[peers\]\(#peers\) \| How fast .+ \| 2026-01-01 \| {2}\|\n\| \[audit\]/);
  expect(page).toMatch(/\| \[audit\]\(#audit\) \| .+ \| 2026-01-02 \| 1 of 2 held \|/);
});

test('no part is lost when the page is written again', () => {
  expect(sectionsOf(pageOf(sectionsOf(pageOf(parts))))).toEqual(parts);
});
