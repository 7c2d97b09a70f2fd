import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createDatabase, type Database } from '@civic-graph/subgraph-kit';
import { startTestDatabase, type TestDatabase } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../run-civic.fixture.ts';

type Tables = Record<string, Record<string, unknown>>;

/* Right in form; everybody who was born on these days has died. */
const [wang, li] = ['330106188001010014', '33010618800102001X'];
const header = 'id_number,name,birth_date,region,address,phone,email\n';
const rowOfWang = `${wang},王一,1880-01-01,330106,"西湖区龙井路1号, 2室",+8612000000001,wang@citizen.example\n`;

describe('civic citizens import', () => {
  let testDatabase: TestDatabase;
  let database: Database<Tables>;
  let env: Readonly<Record<string, string>>;
  let folder: string;
  beforeAll(async () => {
    testDatabase = await startTestDatabase();
    const { url } = testDatabase;
    env = { DATABASE_URL_IDENTITY: url, DATABASE_OWNER_URL_IDENTITY: url };
    await run(['migrate', 'identity'], env);
    database = createDatabase<Tables>(url);
    const bureau = {
      id: 'civil-affairs',
      name_zh: '民政局',
      name_en: 'Civil Affairs',
      kind: 'CIVIL_AFFAIRS',
    };
    await database
      .insertInto('agency')
      .values({ ...bureau, homepage: '', phone: '', position: 0 })
      .execute();
    folder = await mkdtemp(join(tmpdir(), 'civic-graph-citizens-'));
  });
  afterAll(async () => {
    await database.destroy();
    await testDatabase.stop();
    await rm(folder, { recursive: true });
  });

  const file = async (text: string) => {
    const path = join(folder, 'residents.csv');
    await writeFile(path, text);
    return path;
  };
  const load = async (text: string, ...more: readonly string[]) =>
    run(['citizens', 'import', await file(text), '--source', 'civil-affairs', ...more], env);
  const factsOf = async (idNumber: string) =>
    Object.fromEntries(
      (
        await database
          .selectFrom('citizen_fact')
          .innerJoin('citizen_national_id', 'citizen_national_id.citizen_key', 'citizen_fact.citizen_key')
          .select(['fact', 'value'])
          .where('id_number', '=', idNumber)
          .execute()
      ).map(({ fact, value }) => [fact, value]),
    );

  it('adds people under random keys, and the same file again changes nothing', async () => {
    const text = `\uFEFF${header}${rowOfWang}${li.toLowerCase()},李二,,,,,\n`;
    expect(await load(text)).toEqual({
      code: 0,
      stdout: '',
      stderr: '2 added, 0 changed, 0 unchanged, 0 bad\n',
    });
    expect((await load(text)).stderr).toBe('0 added, 0 changed, 2 unchanged, 0 bad\n');
    expect(await factsOf(wang)).toEqual({
      ...{ name: '王一', birth_date: '1880-01-01', region: '330106', address: '西湖区龙井路1号, 2室' },
      ...{ phone: '+8612000000001', email: 'wang@citizen.example' },
    });
    expect(await factsOf(li)).toEqual({ name: '李二' });
    const people = await database.selectFrom('citizen').selectAll().execute();
    expect(people).toHaveLength(2);
    for (const { key, assurance, synthetic } of people) {
      expect(key).toMatch(/^CTZ-[0-9a-f-]{36}$/);
      expect([assurance, synthetic]).toEqual(['high', false]);
    }
  });

  it('changes what a row names, and keeps the rest', async () => {
    const changed = await load(
      `assurance,id_number,address,phone\nsubstantial,${wang},龙井路3号,\n`,
      '--json',
    );
    expect(JSON.parse(changed.stdout)).toEqual({ added: 0, changed: 1, unchanged: 0, bad: 0, rows: [] });
    expect(await factsOf(wang)).toMatchObject({
      ...{ address: '龙井路3号', phone: '+8612000000001', name: '王一' },
    });
  });

  it.each([
    `id_number,phone\n${wang},+8612000000002\n`,
    `id_number,assurance,phone\n${wang},,+8612000000003\n`,
  ])('does not raise a level of assurance that %j does not name', async (text) => {
    expect((await load(text)).stderr).toBe('0 added, 1 changed, 0 unchanged, 0 bad\n');
    const levels = await database
      .selectFrom('citizen')
      .innerJoin('citizen_national_id', 'citizen_national_id.citizen_key', 'citizen.key')
      .select('assurance')
      .where('id_number', '=', wang)
      .execute();
    expect(levels).toEqual([{ assurance: 'substantial' }]);
  });

  it('refuses a file that is not in UTF-8 row by row, instead of storing unreadable names', async () => {
    const path = await file('');
    // "王" in GBK.
    await writeFile(
      path,
      Buffer.concat([Buffer.from(`id_number,name\n${wang},`), Buffer.from([0xcd, 0xf5])]),
    );
    const { code, stdout } = await run(['citizens', 'import', path, '--source', 'civil-affairs'], env);
    expect([code, stdout]).toEqual([1, expect.stringContaining('1,name must have')]);
    expect(await factsOf(wang)).toMatchObject({ name: '王一' });
  });

  it('reports bad rows by number and column, never by value, and stores the others', async () => {
    const rows = [
      `330106188001010015,丙,,,,,`,
      `${wang},丁,1990-01-01,,,,`,
      `${wang},戊,,330100,,,`,
      `${wang},己,,,,13800000000,`,
      `${wang},庚`,
      `${wang},王一一,,,,,`,
    ];
    const { code, stdout, stderr } = await load(header + rows.join('\n'));
    expect([code, stderr]).toEqual([1, '0 added, 1 changed, 0 unchanged, 5 bad\n']);
    expect(stdout.split('\n').map((line) => line.slice(0, 12))).toEqual([
      ...['row,problem', '1,"id_number', '2,"birth_dat', '3,region mus', '4,phone must', '5,"the row h', ''],
    ]);
    for (const value of ['丙', '1990-01-01', '330106188001010015', '13800000000']) {
      expect(stdout).not.toContain(value);
    }
    expect(await factsOf(wang)).toMatchObject({ name: '王一一' });
  });

  it.each([
    ['', 'the file is empty'],
    ['id_number,income\n', 'the header must name id_number'],
    ['id_number,name,name\n', 'the header must name id_number'],
    ['name\n', 'the header must name id_number'],
    [`${header}"${wang}\n`, 'row 1: this is not CSV (CSV_QUOTE_NOT_CLOSED)'],
  ])('refuses %j on one line', async (text, problem) => {
    const { code, stderr } = await load(text);
    expect(code).toBe(2);
    expect(stderr).toContain(problem);
    expect(stderr.trimEnd()).not.toContain('\n');
    expect(stderr).not.toContain(wang);
  });

  it('names an unknown agency, a missing file, and a database without tables', async () => {
    const path = await file(header + rowOfWang);
    const nobody = await run(['citizens', 'import', path, '--source', 'nobody'], env);
    expect(nobody).toMatchObject({ code: 2, stderr: expect.stringContaining('there is no agency "nobody"') });
    const none = await run(['citizens', 'import', '/none.csv', '--source', 'civil-affairs'], env);
    expect(none).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('/none.csv cannot be read (ENOENT)'),
    });
    const empty = await startTestDatabase();
    const early = await run(['citizens', 'import', path, '--source', 'civil-affairs'], {
      DATABASE_OWNER_URL_IDENTITY: empty.url,
    });
    await empty.stop();
    expect(early).toMatchObject({ code: 2, stderr: expect.stringContaining('civic migrate identity') });
  });
});
