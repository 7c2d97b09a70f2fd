import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { findActiveConsent, recordDecision } from './consent-record.ts';
import { consentStatus } from './resolvers.ts';

let tables: Awaited<ReturnType<typeof startIdentityDatabase>>;
const now = new Date('2026-06-01T00:00:00Z');
const nextYear = new Date('2027-06-01T00:00:00Z');
const subject = { citizenKey: 'CTZ-0000000000', clientId: 'an-app', purpose: 'city-services' };

beforeAll(async () => {
  tables = await startIdentityDatabase();
  const { database } = tables;
  await database
    .insertInto('citizen')
    .values({ key: subject.citizenKey, login_name: 'somebody', assurance: 'high' })
    .execute();
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
  await tables.database.deleteFrom('consent').execute();
});

function decide(asked: string[], granted: string[], at = now) {
  return recordDecision(tables.database, subject, { asked, granted }, at);
}

async function records() {
  return tables.database
    .selectFrom('consent')
    .select(['revision', 'status', 'scopes'])
    .orderBy('revision')
    .execute();
}

describe('a decision', () => {
  it('is a new revision; the one before stays as it was, but for its status', async () => {
    await decide(['identity:basic'], ['identity:basic']);
    await decide(['identity:basic', 'identity:profile'], ['identity:basic', 'identity:profile']);
    expect(await records()).toEqual([
      { revision: 1, status: 'superseded', scopes: ['identity:basic'] },
      { revision: 2, status: 'active', scopes: ['identity:basic', 'identity:profile'] },
    ]);
  });

  it('leaves what was not asked for as it was, and takes back what was asked for and not granted', async () => {
    await decide(['identity:basic', 'identity:profile'], ['identity:basic', 'identity:profile']);
    await decide(['identity:profile', 'transport:passes'], ['transport:passes']);
    expect((await findActiveConsent(tables.database, subject, now))?.scopes).toEqual([
      'identity:basic',
      'transport:passes',
    ]);
  });

  it('that leaves nothing withdraws; where there was nothing, nothing is written', async () => {
    await decide(['identity:basic'], []);
    expect(await records()).toEqual([]);
    await decide(['identity:basic'], ['identity:basic']);
    await decide(['identity:basic'], []);
    expect(await records()).toEqual([{ revision: 1, status: 'withdrawn', scopes: ['identity:basic'] }]);
    expect(await findActiveConsent(tables.database, subject, now)).toBeUndefined();
  });

  it('grants no scope that was not asked for', async () => {
    await decide(['identity:basic'], ['identity:basic', 'identity:profile']);
    expect((await findActiveConsent(tables.database, subject, now))?.scopes).toEqual(['identity:basic']);
  });

  it('of one citizen at one time follows another: no revision is lost, one is active', async () => {
    await Promise.all(Array.from({ length: 8 }, () => decide(['identity:basic'], ['identity:basic'])));
    const written = await records();
    expect(written.map(({ revision }) => revision)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
    expect(written.filter(({ status }) => status === 'active')).toHaveLength(1);
  });
});

describe('time', () => {
  it('ends a consent after a year to the instant', async () => {
    const record = await decide(['identity:basic'], ['identity:basic']);
    expect(record?.valid_until).toEqual(nextYear);
    const before = new Date(nextYear.getTime() - 1);
    expect(await findActiveConsent(tables.database, subject, before)).toBeDefined();
    expect(await findActiveConsent(tables.database, subject, nextYear)).toBeUndefined();
    expect(consentStatus({ status: 'active', valid_until: nextYear }, before)).toBe('ACTIVE');
    expect(consentStatus({ status: 'active', valid_until: nextYear }, nextYear)).toBe('EXPIRED');
  });

  it('does not carry scopes of an expired consent into a new one', async () => {
    await decide(['identity:basic', 'identity:profile'], ['identity:basic', 'identity:profile']);
    await decide(['identity:basic'], ['identity:basic'], nextYear);
    expect((await findActiveConsent(tables.database, subject, nextYear))?.scopes).toEqual(['identity:basic']);
  });
});
