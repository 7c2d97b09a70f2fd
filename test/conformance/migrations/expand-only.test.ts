import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { contractingStatements } from './contracting-statements.ts';

const subgraphs = fileURLToPath(new URL('../../../subgraphs/', import.meta.url));

/** Last migrations from before the rule; they ran while nothing else did. */
const before: Readonly<Record<string, string>> = {
  identity: '0029-old-secrets.sql',
  payments: '0028-idempotency-keys-by-caller.sql',
  registry: '0010-checked-contracts.sql',
  statistics: '0002-coded-observation.sql',
};

const folders = await Promise.all(
  Object.entries(before).map(async ([subgraph, last]) => {
    const folder = `${subgraphs}${subgraph}/migrations`;
    const names = (await readdir(folder)).filter((name) => name.endsWith('.sql')).sort();
    return { subgraph, last, folder, names };
  }),
);

it('the version before each new migration can run beside the next one', async () => {
  const found: string[] = [];
  for (const { subgraph, last, folder, names } of folders) {
    expect(names).toContain(last);
    for (const name of names.filter((each) => each > last)) {
      const problems = contractingStatements(await readFile(`${folder}/${name}`, 'utf8'));
      found.push(...problems.map((problem) => `${subgraph}/${name} ${problem}`));
    }
  }
  expect(found, 'expand first; contract a release later, with a line "-- contract: WHY"').toEqual([]);
});

it.each([
  ['DROP TABLE old', 'drops a table or view'],
  ['ALTER TABLE a DROP COLUMN b', 'drops a column'],
  ['alter table a rename column b to c', 'renames'],
  ['ALTER TABLE a RENAME TO b', 'renames'],
  ['ALTER TABLE a ALTER COLUMN b TYPE bigint', 'changes the type of a column'],
  ['ALTER TABLE a ALTER b SET NOT NULL', 'requires a value'],
  ['ALTER TABLE a ADD COLUMN b text NOT NULL', 'adds a column that the version before does not fill'],
])('%s contracts', (sql, problem) => {
  expect(contractingStatements(sql)).toEqual([problem]);
  expect(contractingStatements(`-- contract: nobody reads it since 0.2\n${sql}`)).toEqual([]);
  expect(contractingStatements(`-- contract:\n${sql}`)).toEqual([problem]);
});

it.each([
  'CREATE TABLE a (b text NOT NULL)',
  'ALTER TABLE a ADD COLUMN b text',
  "ALTER TABLE a ADD COLUMN b text NOT NULL DEFAULT 'x', ADD COLUMN c text",
  'ALTER TABLE a ADD COLUMN b bigint NOT NULL GENERATED ALWAYS AS IDENTITY',
  '-- DROP TABLE a, next time\nSELECT 1',
  'CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS $$ BEGIN DROP TABLE temporary; END $$',
  "INSERT INTO a VALUES ('DROP TABLE b')",
  'ALTER TABLE a DROP CONSTRAINT a_check, ADD CONSTRAINT a_check CHECK (b > 0)',
])('%s expands', (sql) => {
  expect(contractingStatements(sql)).toEqual([]);
});

it('finds the contractions among the migrations from before the rule', async () => {
  const counts = await Promise.all(
    folders.map(async ({ folder, names }) => {
      const texts = await Promise.all(names.map((name) => readFile(`${folder}/${name}`, 'utf8')));
      return texts.filter((text) => contractingStatements(text).length > 0).length;
    }),
  );
  expect(Math.max(...counts)).toBeGreaterThan(2);
});
