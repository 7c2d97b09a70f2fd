import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { createPairwiseIds } from '@civic-graph/tokens';
import type { IdentityTables } from '../store/database.ts';
import { assertAgency, listAddressees } from './list-addressees.ts';

/*
 * npm run --silent addressees -- --agency AGENCY --file NUMBERS.txt > addressees.csv
 *
 * Gives an agency its handles of the people whose resident identity numbers it holds, a number on each line,
 * out of DATABASE_URL_IDENTITY. The answer has a line for each, by its line's number alone: identity numbers
 * (class C4) go in and never out. ADDRESSEE_SECRET is that of the payments service. Exits with 1 where a
 * number is nobody's.
 */
const usage = 'usage: npm run --silent addressees -- --agency AGENCY --file NUMBERS.txt\n';

try {
  const { values } = parseArgs({
    options: { agency: { type: 'string' }, file: { type: 'string' }, help: { type: 'boolean' } },
  });
  if (values.help) {
    process.stderr.write(usage);
    process.exit(0);
  }
  const { agency, file } = values;
  const { DATABASE_URL_IDENTITY: url, ADDRESSEE_SECRET: secret } = process.env;
  if (agency === undefined || file === undefined) throw new RangeError('which agency, which file?');
  if (!url)
    throw new RangeError(
      'DATABASE_URL_IDENTITY: is required; of a demo: npm run --silent database-url -- identity',
    );
  if (!secret)
    throw new RangeError('ADDRESSEE_SECRET: is required; of a demo: addressee in DATA_DIR/secrets.json');
  const numbers = (await readFile(file, 'utf8')).trimEnd().split(/\r?\n/);
  const database = createDatabase<IdentityTables>(url);
  try {
    await assertAgency(database, agency);
    process.stdout.write('line,addressee,problem\n');
    for await (const some of listAddressees(database, createPairwiseIds(secret), agency, numbers)) {
      const lines = some.map((listed) =>
        'addressee' in listed
          ? `${listed.line},${listed.addressee},\n`
          : `${listed.line},,${listed.problem}\n`,
      );
      process.stdout.write(lines.join(''));
      if (some.some((listed) => 'problem' in listed)) process.exitCode = 1;
    }
  } finally {
    await database.destroy();
  }
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n${usage}`);
  process.exitCode = 2;
}
