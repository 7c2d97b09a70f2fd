import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';
import { setup as buildServices } from '../e2e/build.ts';
import { loadRows } from './load-rows.ts';

const usage = `usage: npm run chaos -- [ROW] [options]
without ROW: the rows, and what each needs
--size N   else the full size
--seed N   draws the same again`;

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string' },
    seed: { type: 'string', default: String(randomInt(2 ** 31)) },
    help: { type: 'boolean', default: false },
  },
});
const rows = await loadRows();
const [name, ...others] = positionals;

if (name === undefined && !values.help) {
  for (const { name, holds, fullSize, unit, needs } of rows) {
    say(`${name}\n  ${holds}\n  full size: ${fullSize} ${unit}\n  needs: ${needs}\n`);
  }
  process.exit(0);
}
const row = rows.find((candidate) => candidate.name === name);
const size = values.size === undefined ? row?.fullSize : wholeNumber(values.size);
const seed = wholeNumber(values.seed);
if (values.help || row === undefined || size === undefined || seed === undefined || others.length > 0) {
  if (name !== undefined && row === undefined) complain(`there is no row ${name}`);
  complain(usage);
  process.exit(values.help ? 0 : 1);
}

// An orderly exit stops what a row has started; a signal alone would leave it running.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1));

say('building …');
await buildServices();
say(`${row.name}, ${size} ${row.unit}, seed ${seed}: ${row.holds}`);
const { figure, passed } = await row.run({ size, seed, log: say, patience: 1 });
say(`${passed ? 'passed' : 'FALLS SHORT'}: ${figure}`);
process.exit(passed ? 0 : 1);

function wholeNumber(text: string): number | undefined {
  return /^[1-9]\d{0,9}$/.test(text) ? Number(text) : undefined;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
