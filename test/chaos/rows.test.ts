import { readFileSync } from 'node:fs';
import { drawSeed } from '@civic-graph/testing';
import { describe, expect, test } from 'vitest';
import { loadRows } from './load-rows.ts';

const rows = await loadRows();
const seed = drawSeed();

/** Patience for a machine that runs other tests: these check what happens, hardly how fast. */
const patience = 30;

// In parallel, because most of a row's time is waiting.
describe(`at its small size, seed ${seed}:`, () => {
  const inGate = rows.filter(({ byNameOnly }) => byNameOnly !== true);
  for (const row of inGate.toSorted((a, b) => Number(a.runsAlone ?? false) - Number(b.runsAlone ?? false))) {
    const run = row.runsAlone ? test.sequential : test.concurrent;
    run(row.name, { timeout: 600_000, retry: 0 }, async ({ expect }) => {
      const lines: string[] = [];
      const log = (line: string) => void lines.push(line);
      const result = await row.run({ size: row.smallSize, seed, log, patience });
      expect(result.passed, [...lines, result.figure].join('\n')).toBe(true);
    });
  }
});

test.each(rows.map(({ name }) => name))(
  'docs/reference/security.md names the command of the row %s',
  (name) => {
    const text = readFileSync(new URL('../../docs/reference/security.md', import.meta.url), 'utf8');
    expect(text).toContain(`npm run chaos -- ${name}\``);
  },
);
