import { randomInt } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { loadRows } from './load-rows.ts';

const rows = await loadRows();
const seed = randomInt(2 ** 31);

/** The machine runs other tests meanwhile: what is judged here is what happens, hardly how fast. */
const patience = 10;

// Side by side: much of a row's time is waiting.
describe.concurrent(`at its small size, seed ${seed}:`, () => {
  test.each(rows.map((row) => [row.name, row] as const))(
    '%s',
    async (_, row) => {
      const lines: string[] = [];
      const result = await row.run({ size: row.smallSize, seed, log: (line) => lines.push(line), patience });
      expect(result.passed, [...lines, result.figure].join('\n')).toBe(true);
    },
    120_000,
  );
});

test.each(rows.map(({ name }) => name))('docs/security.md says that %s shows a row of it', (name) => {
  const text = readFileSync(new URL('../../docs/security.md', import.meta.url), 'utf8');
  expect(text).toContain(`npm run chaos -- ${name}\``);
});
