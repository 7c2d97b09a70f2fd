import { expect, it } from 'vitest';
import { type Absence, type Row, report } from './report.ts';

const row = (contender: string, rps: number): Row => ({
  ...{ suite: 'peers', query: 'small', contender, round: 1, rps },
  ...{ p50_ms: 1, p99_ms: 2, cpu_ms: 0.1, rss_mb: 300, cold_ms: 1_000 },
});

const absence = (query: string, reason: string): Absence => ({ contender: 'peer', query, reason });

it('metrics are shown with their ratio to the baseline', () => {
  expect(
    report([row('ours', 2_000), row('other', 1_000)], [], 'ours')
      .split('\n')
      .slice(2),
  ).toEqual([
    '| small | ours | 2,000 | 1.00 | 2.00 | 0.10 | 300 | 1,000 |',
    '| small | other | 1,000 | 1.00 | 2.00 | 0.10 | 300 | 1,000 |',
    `| | … against ours | ${['×0.50 (0.50 to 0.50)', ...Array(5).fill('×1.00 (1.00 to 1.00)')].join(' | ')} |`,
  ]);
});

it('the reason for missing metrics is below the table, once for all queries and rounds', () => {
  const wrong = `wrong answer: {"data":\n${'x'.repeat(300)}`;
  const absent = [
    absence('small', wrong),
    absence('small', wrong),
    absence('big', wrong),
    absence('big', 'ended'),
  ];
  const lines = report([row('ours', 2_000)], absent, 'ours').split('\n');
  expect(lines.slice(3)).toEqual([
    '| small | peer | not measured | | | | | |',
    '| big | peer | not measured | | | | | |',
    '',
    'Not measured:',
    '',
    `- peer: \`wrong answer: {"data": ${'x'.repeat(97)}\` (small; big)`,
    '- peer: `ended` (big)',
  ]);
});

it('the report shows how many response times the percentiles are based on', () => {
  const small = { ...row('ours', 2_000), samples: 10_000 };
  const big = { ...row('ours', 20), query: 'big', samples: 1_800 };
  expect(report([small, big], [], 'ours')).toContain(
    'Response times per cell and round: 10,000 (small); 1,800 (big).',
  );
});
