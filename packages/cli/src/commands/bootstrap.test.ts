import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { createDatabase, type Database } from '@civic-graph/subgraph-kit';
import { startTestDatabase, type TestDatabase } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runCivic } from '../civic.ts';
import { run } from '../run-civic.fixture.ts';

const example = fileURLToPath(new URL('../../../../deploy/bootstrap.example.yaml', import.meta.url));
const issuer = 'https://id.city.example';
const now = new Date('2026-11-28T08:00:00Z');

type Tables = Record<string, Record<string, unknown>>;
let databases: readonly TestDatabase[];
let identity: Database<Tables>;
let payments: Database<Tables>;
let env: Readonly<Record<string, string>>;
let folder: string;
beforeAll(async () => {
  const [one, two] = [await startTestDatabase(), await startTestDatabase()];
  databases = [one, two];
  env = {
    ...{ DATABASE_URL_IDENTITY: one.url, DATABASE_OWNER_URL_IDENTITY: one.url },
    ...{ DATABASE_URL_PAYMENTS: two.url, DATABASE_OWNER_URL_PAYMENTS: two.url, ISSUER_URL: issuer },
  };
  identity = createDatabase<Tables>(one.url);
  payments = createDatabase<Tables>(two.url);
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-bootstrap-'));
});
afterAll(async () => {
  await identity.destroy();
  await payments.destroy();
  for (const database of databases) await database.stop();
  await rm(folder, { recursive: true });
});

const file = async (name: string, text: string) => {
  await writeFile(join(folder, name), text);
  return join(folder, name);
};

/** With an answer to the question. */
async function answering(answer: string, args: readonly string[]) {
  let [stdout, stderr] = ['', ''];
  const code = await runCivic(args, {
    env,
    stdin: Readable.from([answer]),
    stdout: { write: (text) => (stdout += text) },
    stderr: { write: (text) => (stderr += text) },
    now: () => now,
  });
  return { code, stdout, stderr };
}

const linesOf = (text: string) =>
  [...text.matchAll(/^ {2}(\S+) {2}(https:\S+)$/gm)].map(([, account, link]) => [account, link]);

describe('civic bootstrap', () => {
  it('says what to do before the tables exist', async () => {
    expect(await run(['bootstrap', example, '--yes'], env)).toEqual({
      ...{ code: 2, stdout: '' },
      stderr:
        'the tables are missing or out of date; first run: npx civic migrate identity, npx civic migrate payments\n',
    });
    for (const agency of ['identity', 'payments']) await run(['migrate', agency], env);
  });

  it('shows what it would do, and does nothing unless it hears yes', async () => {
    const asked = await answering('no\n', ['bootstrap', example]);
    expect(asked).toMatchObject({ code: 1, stderr: 'Apply these changes? Type yes:\n' });
    expect(asked.stdout).toContain('+ official admin-chen: name_zh "陈管理员"');
    expect(asked.stdout).toContain('+ payee unit finance: number "103"');
    expect(asked.stdout).toMatch(/11 to change, 0 unchanged, 4 one-time links\nnothing was changed\n$/);
    const unheard = await answering('', ['bootstrap', example]);
    expect(unheard).toMatchObject({ code: 2, stderr: expect.stringContaining('pass --yes') });
    expect(await identity.selectFrom('official').selectAll().execute()).toEqual([]);
  });

  it('needs the address of the issuer for links', async () => {
    const { ISSUER_URL: _, ...without } = env;
    expect(await run(['bootstrap', example, '--yes'], without)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^ISSUER_URL: is required/),
    });
    expect(await run(['bootstrap', example, '--yes', '--issuer', `${issuer}/path`], env)).toMatchObject({
      code: 2,
    });
  });

  it('fills empty databases, prints each link once, and stores only its digest', async () => {
    const { code, stdout } = await answering('yes\n', ['bootstrap', example]);
    expect(code).toBe(0);
    const links = linesOf(stdout);
    expect(links.map(([account]) => account)).toEqual([
      ...['admin-chen', 'admin-wu', 'transport-planner', 'finance-clerk'],
    ]);
    const officials = await identity
      .selectFrom('official')
      .select(['id', 'kind', 'agency', 'roles'])
      .orderBy('id')
      .execute();
    expect(officials).toEqual([
      { id: 'admin-chen', kind: 'admin', agency: null, roles: ['platform-admin'] },
      { id: 'admin-wu', kind: 'admin', agency: null, roles: ['platform-admin'] },
      { id: 'finance-clerk', kind: 'operator', agency: 'finance', roles: ['notice-clerk'] },
      { id: 'transport-planner', kind: 'operator', agency: 'transport', roles: ['transport-planner'] },
    ]);
    expect(
      await payments.selectFrom('revenue_code').select(['code', 'parent']).orderBy('code').execute(),
    ).toEqual([
      { code: '103', parent: null },
      { code: '10304', parent: '103' },
      { code: '103049901', parent: '10304' },
    ]);
    const rows = await identity.selectFrom('account_invitation').selectAll().execute();
    expect(rows).toHaveLength(4);
    for (const [, link = ''] of links) {
      const { origin, pathname, hash } = new URL(link);
      expect([origin, pathname]).toEqual([issuer, '/invitation']);
      expect(JSON.stringify(rows)).not.toContain(hash.slice(1));
    }
    expect(rows[0]).toMatchObject({
      purpose: 'first',
      requested_by: 'operator',
      expires_at: new Date('2026-12-01T08:00:00Z'),
    });
  });

  it('records what it did', async () => {
    const [record] = await identity.selectFrom('bootstrap_run').selectAll().execute();
    const text = JSON.stringify(record?.changes);
    expect(text).toContain('"admin-chen"');
    expect(text).toContain('"103049901"');
    expect(text).not.toContain('invitation#');
    expect(
      await identity.selectFrom('account_event').select(['official', 'kind', 'done_by']).execute(),
    ).toContainEqual({
      ...{ official: 'admin-chen', kind: 'link-issued', done_by: 'operator' },
    });
  });

  it('changes nothing a second time, also as JSON, and with a secret from a file', async () => {
    const { DATABASE_OWNER_URL_IDENTITY: url = '', ...others } = env;
    const fromFile = { ...others, DATABASE_OWNER_URL_IDENTITY_FILE: await file('url', `${url}\n`) };
    expect((await run(['bootstrap', example], fromFile)).code).toBe(0);
    const again = await run(['bootstrap', example], env);
    expect(again).toEqual({ code: 0, stderr: '', stdout: '0 to change, 11 unchanged, 0 one-time links\n' });
    const { stdout } = await run(['bootstrap', example, '--json'], env);
    expect(JSON.parse(stdout)).toEqual({ changes: [], unchanged: 11, links: [], applied: false });
    expect(await identity.selectFrom('bootstrap_run').selectAll().execute()).toHaveLength(1);
  });

  it('changes names, roles and scopes, and leaves alone what the file does not name', async () => {
    const text = (await readFile(example, 'utf8'))
      .replace('Transport planner', 'Senior planner')
      .replace(/ {2}- id: finance-clerk[\s\S]*?notices"\]\n/, '');
    const { stdout } = await run(['bootstrap', await file('later.yaml', text), '--yes'], env, now);
    expect(stdout).toContain('~ official transport-planner: name_en "Transport planner" -> "Senior planner"');
    expect(stdout).toContain('1 to change, 9 unchanged, 0 one-time links\ndone\n');
    const officials = await identity.selectFrom('official').select('id').execute();
    expect(officials).toHaveLength(4);
  });

  it('gives a new link to somebody who has lost theirs, and the earlier one ends', async () => {
    const { stdout } = await run(['bootstrap', '--new-link', 'admin-wu', '--yes'], env, now);
    expect(linesOf(stdout).map(([account]) => account)).toEqual(['admin-wu']);
    const rows = await identity
      .selectFrom('account_invitation')
      .select(['purpose', 'ended_as'])
      .where('account', '=', 'admin-wu')
      .orderBy('purpose')
      .execute();
    expect(rows).toEqual([
      { purpose: 'first', ended_as: 'withdrawn' },
      { purpose: 'recovery', ended_as: null },
    ]);
    expect(await run(['bootstrap', '--new-link', 'nobody', '--yes'], env, now)).toMatchObject({
      ...{ code: 2, stderr: '--new-link: there is no account "nobody"\n' },
    });
  });

  it('does nothing of a file of which a part fails', async () => {
    const text =
      'formatVersion: 1\npurposes:\n  - id: late\n    title: { zh: 晚, en: late }\n    lawfulBasis: consent\npayeeUnits:\n  - agency: transport\n    number: "103"\n    name: { zh: 甲, en: A }\n';
    const clash = await run(['bootstrap', await file('clash.yaml', text), '--yes'], env, now);
    expect(clash).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(
        /^the database refuses a change and rolls it back: [^\n]+; fix the file\n$/,
      ),
    });
    expect(await identity.selectFrom('purpose').select('id').execute()).toEqual([{ id: 'city-services' }]);
  });

  it.each<[string, string, string[]]>([
    [
      'bad.yaml',
      'formatVersion: 1\nadmins:\n  - id: Admin\n    name: { zh: 甲, en: A }\n',
      [':3: admins.0.id: must be 2 to 40 lower-case'],
    ],
    [
      'bad.json',
      '{\n  "formatVersion": 1,\n  "revenueCodes": [\n    { "code": "103", "name": { "zh": "甲" } }\n  ]\n}\n',
      [':4: revenueCodes.0.name.en: '],
    ],
    ['unknown.yaml', 'formatVersion: 1\nadmin: []\n', [':1: the file: Unrecognized key']],
    [
      'twice.yaml',
      'formatVersion: 1\nadmins:\n  - id: chen\n    name: { zh: 甲, en: A }\ndevelopers:\n  - id: chen\n    name: { zh: 甲, en: A }\n',
      [':6: developers.0.id: the account chen is used twice'],
    ],
    ['syntax.yaml', 'formatVersion: 1\nadmins: [\n', [':3: is not YAML or JSON']],
    [
      'reference.yaml',
      'formatVersion: 1\nofficials:\n  - id: somebody\n    name: { zh: 甲, en: A }\n    agency: nowhere\nrevenueCodes:\n  - code: "2001"\n    name: { zh: 甲, en: A }\n    parent: "200"\n',
      [
        ':5: officials.0.agency: there is no agency nowhere',
        ':9: revenueCodes.0.parent: there is no code 200',
      ],
    ],
    [
      'taken.yaml',
      'formatVersion: 1\ndevelopers:\n  - id: admin-chen\n    name: { zh: 甲, en: A }\n',
      [':3: developers.0.id: admin-chen is the account of another kind'],
    ],
    [
      'fixed.yaml',
      'formatVersion: 1\npayeeUnits:\n  - agency: finance\n    number: "999"\n    name: { zh: 财政局, en: Finance Bureau }\n',
      ['payee unit finance: number cannot change'],
    ],
  ])('names file and line of a mistake: %s', async (name, text, problems) => {
    const path = await file(name, text);
    const { code, stderr, stdout } = await run(['bootstrap', path, '--yes'], env, now);
    expect([code, stdout]).toEqual([2, '']);
    for (const problem of problems) expect(stderr.replaceAll('_', ' ')).toContain(problem);
    expect(stderr).toContain(path);
  });

  it('prints a JSON Schema, which the example names', async () => {
    const { code, stdout } = await run(['bootstrap', '--schema']);
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toMatchObject({
      ...{
        $schema: 'https://json-schema.org/draft/2020-12/schema',
        type: 'object',
        required: ['formatVersion'],
      },
    });
  });
});
