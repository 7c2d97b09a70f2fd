import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Row, report } from './report.ts';

/** A suite measures its contenders in turns, in one run, and names the one that the others are held against. */
interface Suite {
  readonly baseline: string;
  run(rounds: number, say: (line: string) => void): Promise<Row[]>;
}

const suites: Readonly<Record<string, () => Promise<Suite>>> = {
  'one-query': () => import('./suites/one-query.ts'),
};

const usage = `usage: npm run bench -- [SUITE] [--rounds N] [--json FILE]; suites: ${Object.keys(suites).join(', ')}`;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { rounds: { type: 'string', default: '5' }, json: { type: 'string' } },
});
const rounds = Number(values.rounds);
const chosen = positionals.length > 0 ? positionals : Object.keys(suites);
if (!Number.isInteger(rounds) || rounds < 1 || chosen.some((name) => !Object.hasOwn(suites, name))) {
  process.stderr.write(`${usage}\n`);
  process.exit(1);
}

const all: Row[] = [];
for (const name of chosen) {
  process.stdout.write(`${name}, ${rounds} rounds\n`);
  const { baseline, run } = await suites[name]!();
  const rows = await run(rounds, (line) => process.stdout.write(`${line}\n`));
  process.stdout.write(`\n${report(rows, baseline)}\n\n`);
  all.push(...rows);
}
if (values.json !== undefined) await writeFile(values.json, `${JSON.stringify(all, null, 2)}\n`);
