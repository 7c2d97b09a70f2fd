import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase } from '@civic-graph/subgraph-kit';
import { startTestDatabase, type TestDatabase, testSecrets } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

const secret = { ADDRESSEE_SECRET: testSecrets.addressee };
const now = new Date('2026-01-02T03:04:05Z');

const school = {
  name_zh: '教育局',
  name_en: 'Education',
  kind: 'bureau',
  homepage: '',
  phone: '',
  position: 1,
};
const payee = {
  agency: 'finance',
  number: '103',
  name_zh: '财政局',
  name_en: 'Finance',
  refund_limit_minor: '0',
};
const code = { code: '103049901', name: '其他', parent: null };

/** Rows that an agency itself adds to its tables. */
async function fill({ url }: TestDatabase, rows: Readonly<Record<string, Record<string, unknown>>>) {
  const database = createDatabase<Record<string, Record<string, unknown>>>(url);
  for (const [table, row] of Object.entries(rows)) {
    await database.insertInto(table).values(row).execute();
  }
  await database.destroy();
}

describe.each(['identity', 'payments', 'registry'] as const)('civic migrate %s', (agency) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await startTestDatabase();
  });
  afterAll(() => database.stop());

  it('reports its result on one line', async () => {
    const name = agency.toUpperCase();
    const env = { [`DATABASE_URL_${name}`]: database.url, [`DATABASE_OWNER_URL_${name}`]: database.url };
    expect(await run(['migrate', agency], env)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        new RegExp(
          `^${agency}: \\d+ migration\\(s\\) run, the last is \\d{4}-[^\n]*\\.sql; rights granted\n$`,
        ),
      ),
      stderr: '',
    });
    const again = await run(['migrate', agency, '--json'], env);
    expect(again).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(again.stdout)).toEqual({ agency, migrations: [] });
    expect((await run(['migrate', agency], env)).stdout).toBe(
      `${agency}: the database is at its newest migration; rights granted\n`,
    );
  });
});

describe('commands on databases', () => {
  let databases: readonly TestDatabase[];
  let env: Readonly<Record<string, string>>;
  let folder: string;
  beforeAll(async () => {
    const [identity, payments] = [await startTestDatabase(), await startTestDatabase()];
    databases = [identity, payments];
    env = {
      ...{ DATABASE_URL_IDENTITY: identity.url, DATABASE_OWNER_URL_IDENTITY: identity.url },
      ...{ DATABASE_URL_PAYMENTS: payments.url, DATABASE_OWNER_URL_PAYMENTS: payments.url },
      ...secret,
    };
    for (const agency of ['identity', 'payments']) await run(['migrate', agency], env);
    await fill(identity, { agency: { id: 'education', ...school } });
    await fill(payments, { payee_unit: payee, revenue_code: code });
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-commands-'));
  });
  afterAll(async () => {
    await rm(folder, { recursive: true });
    for (const database of databases) await database.stop();
  });

  const file = async (name: string, text: string) => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };

  it('notices issue prints a report, and the same file again issues none twice', async () => {
    const path = await file(
      'notices.csv',
      'reference,region_code,due_date,revenue_code,legal_basis,amount_minor\n' +
        'A1,330102,2099-12-31,103049901,"Fee schedule, 2026",11200\n' +
        'A2,330102,2099-12-31,103049901,Fees,-5\n',
    );
    const args = ['notices', 'issue', path, '--agency', 'finance'];
    const first = await run(args, env, now);
    expect([first.code, first.stderr]).toEqual([1, '1 issued, 0 issued before, 1 bad, in 0.0 s\n']);
    expect(first.stdout).toMatch(/^row,reference,code,problem\n1,A1,\d+,\n2,A2,,.*\n$/);
    // Called like the earlier npm script.
    const again = await run(['notices', 'issue', '--file', path, '--agency', 'finance', '--json'], env, now);
    const report = JSON.parse(again.stdout);
    expect(report).toMatchObject({ issued: 0, issuedBefore: 1, bad: 1 });
    expect(report.rows).toEqual([
      { row: 1, reference: 'A1', code: first.stdout.split(/[,\n]/)[6], problem: null },
      { row: 2, reference: 'A2', code: null, problem: expect.stringContaining('amountMinor') },
    ]);
  });

  it('notices issue explains an agency that collects nothing, and a file that is not a list, on one line', async () => {
    const path = await file('none.json', 'null');
    for (const agency of ['finance', 'nobody']) {
      const { code, stderr } = await run(['notices', 'issue', path, '--agency', agency], env);
      expect([code, stderr]).toEqual([2, expect.stringMatching(/^[^\n]+\n$/)]);
    }
  });

  it('ledger verify agrees', async () => {
    expect(await run(['ledger', 'verify'], env)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/^\d+ entries brought forward, 0 findings\n$/),
      stderr: '',
    });
    const json = await run(['ledger', 'verify', '--json'], env);
    expect(JSON.parse(json.stdout)).toEqual({ broughtForward: 0, findings: [] });
  });

  it('pairwise-ids names lines, and never a number', async () => {
    const path = await file('numbers.txt', '330106199001010001\n');
    const args = ['pairwise-ids', '--agency', 'education', '--file', path];
    const stdout = 'line,addressee,problem\n1,,nobody has this number\n';
    expect(await run(args, env)).toEqual({ code: 1, stdout, stderr: '' });
    expect(JSON.parse((await run([...args, '--json'], env)).stdout)).toEqual({
      agency: 'education',
      lines: [{ line: 1, addressee: null, problem: 'nobody has this number' }],
    });
    const unknown = await run(['pairwise-ids', '--agency', 'none', '--file', path], env);
    expect(unknown).toEqual({ code: 2, stdout: '', stderr: '--agency: there is no agency "none"\n' });
  });
});
