import { createAgencyDirectory, type Manifest } from '@civic-graph/agencies';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { cityManifests, citySource } from '../agencies/manifests.fixture.ts';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { findActiveConsent } from './find-consents.ts';
import { narrowConsent, recordDecision, withdrawConsent } from './record-decision.ts';
import { type ConsentSubject, describeConsented, isIntact, nextRevision } from './revision.ts';

let tables: Awaited<ReturnType<typeof startIdentityDatabase>>;
const now = new Date('2026-06-01T00:00:00Z');
const nextYear = new Date('2027-06-01T00:00:00Z');
const pairwiseSalt = Buffer.alloc(32, 'salt');
let agencies = citySource();
const basis = () => ({ directory: agencies.current, pairwiseSalt });
/** Each test uses its own citizen, because revisions are permanent. */
let subject: ConsentSubject;
let citizens = 0;

beforeAll(async () => {
  tables = await startIdentityDatabase();
  const { database } = tables;
  await database
    .insertInto('purpose')
    .values({ id: 'city-services', title_zh: '服务', title_en: 'services', lawful_basis: 'consent' })
    .execute();
  await database
    .insertInto('app')
    .values({
      client_id: 'an-app',
      kind: 'partner',
      name_zh: '应用',
      name_en: 'App',
      platform: 'Web',
      homepage: 'https://an-app.example/',
      redirect_uris: [],
      secret_sha256: '',
      approved_scopes: [],
      purposes: [],
      position: 0,
    })
    .execute();
});
afterAll(() => tables.stop());
beforeEach(async () => {
  agencies = citySource();
  const citizenKey = `CTZ-${citizens++}`;
  subject = { citizenKey, clientId: 'an-app', purpose: 'city-services' };
  await tables.database
    .insertInto('citizen')
    .values({ key: citizenKey, login_name: citizenKey, assurance: 'high' })
    .execute();
});

const book = () => ({ database: tables.database, agencies, pairwiseSalt });

function decide(asked: string[], granted: string[], at = now) {
  return recordDecision(book(), subject, { asked, granted }, at);
}

async function given(...scopes: string[]): Promise<string> {
  const consent = await decide(scopes, scopes);
  return consent!.id;
}

const narrow = (id: string, keep: string[], citizenKey = subject.citizenKey) =>
  narrowConsent(book(), { citizenKey, id, keep }, now);
const withdraw = (id: string, citizenKey = subject.citizenKey) =>
  withdrawConsent(book(), { citizenKey, id }, now);

it('a scope that became more sensitive is not covered, even after consent to another scope', async () => {
  const first = (await decide(
    ['identity:basic', 'payments:notices'],
    ['identity:basic', 'payments:notices'],
  ))!;
  expect(first.data_classes).toEqual(['C1', 'C3']);
  // As if notices had been personal data, and not sensitive, at the time of consent.
  const shownLess = { ...first, data_classes: ['C1' as const, 'C2' as const] };
  const { scopes, valid_until } = first;
  const content = { decision: 'narrowed', scopes, shown: [], valid_from: now, valid_until } as const;
  const revision = nextRevision(subject, shownLess, content, basis());
  await tables.database.insertInto('consent').values(revision).execute();
  expect(isIntact(revision)).toBe(true);
  expect(isIntact({ ...revision, data_classes: ['C1', 'C3'] })).toBe(false);
  expect((await findActiveConsent(book(), subject, now))?.scopes).toEqual(['identity:basic']);

  const other = await decide(['identity:profile'], ['identity:profile']);
  expect(other?.scopes).toEqual(['identity:basic', 'identity:profile']);
  const asked = await decide(['payments:notices'], ['payments:notices']);
  expect(asked?.data_classes).toEqual(['C1', 'C2', 'C3']);
  expect((await findActiveConsent(book(), subject, now))?.scopes).toContain('payments:notices');
});

it('a manifest that changes at run time narrows what a consent covers, and never widens it', async () => {
  const granted = ['identity:basic', 'payments:notices'];
  await decide(granted, granted);
  const covered = async () => (await findActiveConsent(book(), subject, now))?.scopes;
  const [payments] = cityManifests.filter(({ subgraph }) => subgraph === 'payments');
  const others = cityManifests.filter(({ subgraph }) => subgraph !== 'payments');
  const publish = (...manifests: Manifest[]) =>
    agencies.replace(createAgencyDirectory([...others, ...manifests], cityManifests));
  const withClass = (dataClass: 'C2' | 'C3'): Manifest => ({
    ...payments!,
    scopes: payments!.scopes.map((scope) =>
      scope.id === 'payments:notices' ? { ...scope, dataClass } : scope,
    ),
  });
  publish(withClass('C2'));
  expect(await covered()).toEqual(granted);
  await decide(['payments:notices'], ['payments:notices']);
  publish(withClass('C3'));
  expect(await covered()).toEqual(['identity:basic']);

  // Removed, it is kept in the record, with its last title, and no longer covered.
  publish();
  expect(await covered()).toEqual(['identity:basic']);
  const latest = (await tables.database
    .selectFrom('consent')
    .selectAll()
    .where('citizen_key', '=', subject.citizenKey)
    .orderBy('revision', 'desc')
    .executeTakeFirst())!;
  expect(describeConsented('payments:notices', latest, agencies.current)).toMatchObject({
    title: { en: 'Payment notices' },
    dataClass: 'C2',
  });
  expect(describeConsented('payments:notices', latest, createAgencyDirectory([]))).toMatchObject({
    title: { zh: 'payments:notices', en: 'payments:notices' },
    dataClass: 'C2',
  });
  expect(await narrow(latest.id, ['payments:notices'])).toMatchObject({
    kind: 'narrowed',
    consent: { scopes: ['payments:notices'], data_classes: ['C2'] },
  });

  // Back with a higher class than the citizen saw, it is still not covered.
  publish(withClass('C3'));
  expect(await covered()).toEqual([]);
  publish(withClass('C2'));
  expect(await covered()).toEqual(['payments:notices']);
});

it('narrowing keeps the classes that the citizen saw', async () => {
  const first = (await decide(
    ['identity:basic', 'payments:notices'],
    ['identity:basic', 'payments:notices'],
  ))!;
  const content = {
    decision: 'narrowed',
    scopes: ['payments:notices'],
    shown: [],
    valid_from: now,
    valid_until: nextYear,
  };
  const shownLess = { ...first, data_classes: ['C1' as const, 'C2' as const] };
  const revision = nextRevision(subject, shownLess, { ...content, decision: 'narrowed' }, basis());
  expect(revision.data_classes).toEqual(['C2']);
});

async function records() {
  return tables.database
    .selectFrom('consent')
    .select(['revision', 'decision', 'scopes'])
    .where('citizen_key', '=', subject.citizenKey)
    .orderBy('revision')
    .execute();
}

describe('a decision', () => {
  it('is a new revision; the previous one stays unchanged', async () => {
    await decide(['identity:basic'], ['identity:basic']);
    await decide(['identity:basic', 'identity:profile'], ['identity:basic', 'identity:profile']);
    expect(await records()).toEqual([
      { revision: 1, decision: 'given', scopes: ['identity:basic'] },
      { revision: 2, decision: 'given', scopes: ['identity:basic', 'identity:profile'] },
    ]);
  });

  it('leaves other scopes unchanged, and withdraws requested scopes that are not granted', async () => {
    await decide(['identity:basic', 'identity:profile'], ['identity:basic', 'identity:profile']);
    await decide(['identity:profile', 'transport:passes'], ['transport:passes']);
    expect((await findActiveConsent(book(), subject, now))?.scopes).toEqual([
      'identity:basic',
      'transport:passes',
    ]);
  });

  it('that leaves nothing withdraws the consent; without a consent nothing is written', async () => {
    await decide(['identity:basic'], []);
    expect(await records()).toEqual([]);
    await decide(['identity:basic'], ['identity:basic']);
    await decide(['identity:basic'], []);
    expect(await records()).toEqual([
      { revision: 1, decision: 'given', scopes: ['identity:basic'] },
      { revision: 2, decision: 'withdrawn', scopes: [] },
    ]);
    expect(await findActiveConsent(book(), subject, now)).toBeUndefined();
  });

  it('grants only requested scopes', async () => {
    await decide(['identity:basic'], ['identity:basic', 'identity:profile']);
    expect((await findActiveConsent(book(), subject, now))?.scopes).toEqual(['identity:basic']);
  });

  it('is serialised per citizen: no revision is lost', async () => {
    await Promise.all(Array.from({ length: 8 }, () => decide(['identity:basic'], ['identity:basic'])));
    expect((await records()).map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  });
});

describe('narrowing', () => {
  it('keeps the named scopes, until the consent’s end', async () => {
    const before = await decide(
      ['identity:basic', 'identity:profile'],
      ['identity:basic', 'identity:profile'],
    );
    const later = new Date('2026-09-01T00:00:00Z');
    const keep = ['identity:basic'];
    await narrowConsent(book(), { citizenKey: subject.citizenKey, id: before!.id, keep }, later);
    const after = await findActiveConsent(book(), subject, later);
    expect(after).toMatchObject({ decision: 'narrowed', scopes: keep, valid_until: before!.valid_until });
  });

  it('is idempotent, by the old id or the new one', async () => {
    const id = await given('identity:basic', 'identity:profile');
    const first = await narrow(id, ['identity:basic']);
    expect(await narrow(id, ['identity:basic'])).toEqual(first);
    expect(first.kind === 'narrowed' && (await narrow(first.consent.id, ['identity:basic']))).toEqual(first);
    expect(await records()).toHaveLength(2);
  });

  it('adds nothing, and reports missing scopes', async () => {
    const id = await given('identity:basic');
    expect(await narrow(id, ['identity:basic', 'identity:profile'])).toEqual({
      kind: 'not-consented',
      scopes: ['identity:profile'],
    });
  });

  it('finds nothing if the consent is withdrawn, unknown, or another citizen’s', async () => {
    const id = await given('identity:basic');
    expect(await narrow(id, ['identity:basic'], 'CTZ-other')).toEqual({ kind: 'not-found' });
    expect(await narrow('no-such-id', ['identity:basic'])).toEqual({ kind: 'not-found' });
    expect(await narrow('\0', ['identity:basic'])).toEqual({ kind: 'not-found' });
    await withdraw(id);
    expect(await narrow(id, ['identity:basic'])).toEqual({ kind: 'not-in-force' });
  });
});

describe('withdrawal', () => {
  it('is final, whichever revision it names and however often', async () => {
    const id = await given('identity:basic', 'identity:profile');
    await narrow(id, ['identity:basic']);
    const first = await withdraw(id);
    expect(first).toMatchObject({ kind: 'withdrawn', isNew: true });
    expect(await withdraw(id)).toEqual({ ...first, isNew: false });
    expect(await findActiveConsent(book(), subject, now)).toBeUndefined();
    expect((await records()).map(({ decision }) => decision)).toEqual(['given', 'narrowed', 'withdrawn']);
  });

  it('is for one’s own consents only', async () => {
    const id = await given('identity:basic');
    expect(await withdraw(id, 'CTZ-other')).toEqual({ kind: 'not-found' });
    expect(await findActiveConsent(book(), subject, now)).toBeDefined();
  });
});

describe('the chain', () => {
  const chain = () =>
    tables.database
      .selectFrom('consent')
      .selectAll()
      .where('citizen_key', '=', subject.citizenKey)
      .orderBy('revision')
      .execute();

  it('links each revision to the previous one by its hash', async () => {
    const id = await given('identity:basic', 'identity:profile');
    await narrow(id, ['identity:basic']);
    await withdraw(id);
    const rows = await chain();
    expect(rows.map(({ predecessor_hash }) => predecessor_hash)).toEqual([
      null,
      rows[0]!.hash,
      rows[1]!.hash,
    ]);
    expect(rows.every(isIntact)).toBe(true);
  });

  it('cannot be changed, cut or emptied in the database', async () => {
    await given('identity:basic');
    const { database } = tables;
    const attempts = [
      () =>
        database
          .updateTable('consent')
          .set({ scopes: ['identity:profile'] })
          .execute(),
      () => database.deleteFrom('consent').execute(),
      () => sql`truncate consent`.execute(database),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toThrow('only added');
  });

  it('takes no revision that does not follow the last', async () => {
    await given('identity:basic');
    const [first] = await chain();
    const forged = { ...first!, id: 'forged', revision: 2, hash: 'h', predecessor_hash: 'not the hash' };
    await expect(tables.database.insertInto('consent').values(forged).execute()).rejects.toThrow(
      'hash of the one before',
    );
  });

  it.each([
    ['scopes', { scopes: ['identity:basic', 'identity:sensitive'] }],
    ['time', { valid_until: new Date('2099-01-01T00:00:00Z') }],
    ['person', { subject: 'somebody else' }],
    ['app', { client_id: 'another-app' }],
    ['decision', { decision: 'narrowed' as const }],
  ])('shows a change of its %s that got past the database', async (_, change) => {
    await given('identity:basic');
    const [row] = await chain();
    expect(isIntact({ ...row!, ...change })).toBe(false);
  });

  it('is rejected if it was altered', async () => {
    const id = await given('identity:basic');
    await tables.database.transaction().execute(async (transaction) => {
      await sql`alter table consent disable trigger consent_append_only`.execute(transaction);
      const scopes = ['identity:basic', 'identity:sensitive'];
      await transaction
        .updateTable('consent')
        .set({ scopes, data_classes: ['C1', 'C3'] })
        .where('id', '=', id)
        .execute();
      await sql`alter table consent enable trigger consent_append_only`.execute(transaction);
    });
    await expect(findActiveConsent(book(), subject, now)).rejects.toThrow('does not match its hash');
  });
});

describe('time', () => {
  it('ends a consent after a year to the instant', async () => {
    const record = await decide(['identity:basic'], ['identity:basic']);
    expect(record?.valid_until).toEqual(nextYear);
    const before = new Date(nextYear.getTime() - 1);
    expect(await findActiveConsent(book(), subject, before)).toBeDefined();
    expect(await findActiveConsent(book(), subject, nextYear)).toBeUndefined();
  });

  it('does not carry scopes of an expired consent into a new one', async () => {
    await decide(['identity:basic', 'identity:profile'], ['identity:basic', 'identity:profile']);
    await decide(['identity:basic'], ['identity:basic'], nextYear);
    expect((await findActiveConsent(book(), subject, nextYear))?.scopes).toEqual(['identity:basic']);
  });
});
