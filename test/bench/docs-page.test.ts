import { expect, test } from 'vitest';
import { pageOf, type RecordedRun } from './docs-page.ts';
import { parseReport } from './parse-report.ts';

const run = (suite: string, report: string): RecordedRun => ({
  suite,
  date: '2026-01-02',
  rounds: 1,
  machine: 'a machine',
  command: `npm run bench -- ${suite}`,
  ...parseReport(report),
});

test('the page begins with the question of each suite, its date and how many targets are met', () => {
  const audit = run('audit', '50 % (85 % is demanded: **missed**)\n\n90 % (85 % is demanded)');
  const page = pageOf([run('another', ''), audit, run('peers', '| a |\n|---|\n| 1 |')]);
  expect(page).toMatch(/\| \[peers\]\(#peers\) +\| How fast .+ \| 2026-01-02 \| +\|\n\| \[audit\]/);
  expect(page).toMatch(/\| \[audit\]\(#audit\) +\| .+ \| 2026-01-02 \| 1 of 2 met \|/);
  expect(page).toContain('## another');
});

test('tables per query are only in the JSON, others are shown', () => {
  const page = pageOf([
    run(
      'peers',
      '| query | contender | rps |\n|---|---|--:|\n| q | c | 17 |\n\n| rps | q |\n|---|--:|\n| c | 18 |',
    ),
  ]);
  expect(page).not.toMatch(/\| +17 \|/);
  expect(page).toMatch(/\| c +\| +18 \|/);
  expect(page).toContain('[All figures](benchmarks/peers.json)');
});

test('tables are aligned, and programs that have to be given by path are not listed', () => {
  const page = pageOf([
    run(
      'peers',
      '- X: `set HIVE_ROUTER_BIN to the path of the program` (q)\n- Y: `closed` (q)\n\n| rps | q |\n|---|--:|\n| long | 1 |',
    ),
  ]);
  expect(page).toContain('| rps  |   q |\n| ---- | --: |\n| long |   1 |');
  expect(page).toContain('- Y: `closed` (q)');
  expect(page).not.toContain('X:');
});

test('a growth table becomes one line, from its first to its last amount', () => {
  const columns = '| amount | ms CPU per request | grows as amount to the power of | p50, ms | p99, ms |';
  const page = pageOf([
    run(
      'growth',
      `**answers**\n\n${columns}\n|---|---|---|---|---|\n| 1 | 2 | | 3 | 4 |\n| 8 | 9 | 0.5 | 6 | 7 |`,
    ),
  ]);
  expect(page).toMatch(/\| answers +\| +1 \| +8 \| +2 → 9 \| +0\.5 \| +4 → 7 \|/);
});

test('a report is parsed into notes and tables', () => {
  expect(parseReport('A line\nof text.\n\n- one\n- two\n\n**t**\n\n| a | b |\n|---|---|\n| 1 | 2 |')).toEqual(
    {
      notes: ['A line of text.', 'one', 'two'],
      tables: [{ title: 't', columns: ['a', 'b'], rows: [['1', '2']] }],
    },
  );
});
