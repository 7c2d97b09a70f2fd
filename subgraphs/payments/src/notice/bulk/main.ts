import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { createPairwiseIds } from '@civic-graph/tokens';
import type { PaymentsTables } from '../../database/tables.ts';
import { issueFile } from './issue-file.ts';

/*
 * npm run --silent issue-notices -- --agency AGENCY --file FILE.csv|FILE.json > report.csv
 *
 * Issues a file of notices into DATABASE_URL_PAYMENTS; ADDRESSEE_SECRET is the service's. The report has a
 * line for each row, with its code or what is wrong with it. Exits with 1 where a row is bad; the good ones
 * are issued all the same. The same file again issues none twice.
 */
const usage = 'usage: npm run --silent issue-notices -- --agency AGENCY --file FILE.csv|FILE.json\n';

try {
  const { values } = parseArgs({
    options: { agency: { type: 'string' }, file: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stderr.write(usage);
    process.exit(0);
  }
  const { agency, file = '' } = values;
  const format = /\.(csv|json)$/.exec(file)?.[1];
  const url = process.env.DATABASE_URL_PAYMENTS;
  if (agency === undefined || format === undefined) throw new RangeError('which agency, which file?');
  if (url === undefined)
    throw new RangeError(
      'DATABASE_URL_PAYMENTS: is required; of a demo: npm run --silent database-url -- payments',
    );
  const secret = process.env.ADDRESSEE_SECRET;
  if (!secret)
    throw new RangeError('ADDRESSEE_SECRET: is required; of a demo: addressee in DATA_DIR/secrets.json');
  const desk = { agency, pairwiseIds: createPairwiseIds(secret) };
  const content = await readFile(file, 'utf8');
  const db = createDatabase<PaymentsTables>(url);
  const started = performance.now();
  const counts = { issued: 0, before: 0, bad: 0 };
  process.stdout.write('row,reference,code,problem\n');
  try {
    await issueFile(
      db,
      desk,
      format as 'csv' | 'json',
      content,
      () => new Date(),
      ({ issued, bad }) => {
        const lines = [
          ...issued.map(({ row, reference, code }) => [row, reference, code, '']),
          ...bad.map(({ row, reference, problem }) => [row, reference ?? '', '', problem]),
        ].sort((a, b) => Number(a[0]) - Number(b[0]));
        process.stdout.write(lines.map((cells) => `${cells.map(quoted).join(',')}\n`).join(''));
        const before = issued.filter((row) => row.before).length;
        counts.issued += issued.length - before;
        counts.before += before;
        counts.bad += bad.length;
      },
    );
  } finally {
    await db.destroy();
  }
  const seconds = (performance.now() - started) / 1_000;
  process.stderr.write(
    `${counts.issued} issued, ${counts.before} issued before, ${counts.bad} bad, in ${seconds.toFixed(1)} s\n`,
  );
  process.exitCode = counts.bad === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}

function quoted(cell: string | number): string {
  const text = String(cell);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
