import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startIdentityDatabase } from '../store/identity-database.fixture.ts';
import { createSealer } from './device-flow/sealer.ts';
import { createOidcPayloadAdapter, sweepExpired } from './oidc-payload-adapter.ts';

let tables: Awaited<ReturnType<typeof startIdentityDatabase>>;
let now = new Date('2026-06-01T00:00:00Z');
beforeAll(async () => {
  tables = await startIdentityDatabase();
});
afterAll(() => tables.stop());

function adapter(model: string) {
  return createOidcPayloadAdapter(tables.database, model, () => now, createSealer(Buffer.alloc(32, 'salt')));
}

describe('consume', () => {
  it('lets one of two succeed; the other revokes the family', async () => {
    await adapter('Grant').upsert('grant-1', { kind: 'Grant' }, 60);
    await adapter('AuthorizationCode').upsert('code-1', { grantId: 'grant-1' }, 60);
    await adapter('RefreshToken').upsert('refresh-1', { grantId: 'grant-1' }, 60);
    await adapter('RefreshToken').upsert('refresh-2', { grantId: 'another' }, 60);
    const outcomes = await Promise.allSettled(
      [1, 2].map(() => adapter('AuthorizationCode').consume('code-1')),
    );
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { error: 'invalid_grant' },
    });
    expect(await adapter('Grant').find('grant-1')).toBeUndefined();
    expect(await adapter('RefreshToken').find('refresh-1')).toBeUndefined();
    expect(await adapter('RefreshToken').find('refresh-2')).toBeDefined();
  });

  it('is permanent', async () => {
    await adapter('RefreshToken').upsert('once', { grantId: 'grant-2' }, 60);
    await adapter('RefreshToken').consume('once');
    expect(await adapter('RefreshToken').find('once')).toMatchObject({ consumed: now.getTime() / 1000 });
  });
});

describe('a single-use value', () => {
  const use = () => adapter('ReplayDetection').upsert('proof', { iss: 'an-app' }, 60);

  it('is used by one of two concurrent requests, and by none until it expires', async () => {
    const outcomes = await Promise.allSettled([use(), use(), use()]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected', 'rejected']);
    await expect(use()).rejects.toMatchObject({ error: 'invalid_request' });
    now = new Date(now.getTime() + 61_000);
    await expect(use()).resolves.toBeUndefined();
  });
});

describe('an expired payload', () => {
  it('is absent immediately, and deleted by a sweep', async () => {
    await adapter('Session').upsert('short', { uid: 'short-uid' }, 10);
    await adapter('Session').upsert('long', { uid: 'long-uid' }, 1_000);
    now = new Date(now.getTime() + 11_000);
    expect(await adapter('Session').find('short')).toBeUndefined();
    expect(await adapter('Session').findByUid('short-uid')).toBeUndefined();
    expect(await adapter('Session').findByUid('long-uid')).toMatchObject({ uid: 'long-uid' });
    await sweepExpired(tables.database, now);
    const left = await tables.database
      .selectFrom('oidc_payload')
      .select('id')
      .where('model', '=', 'Session')
      .execute();
    expect(left).toEqual([{ id: 'long' }]);
  });
});

it('keeps models apart', async () => {
  await adapter('Grant').upsert('same-id', { kind: 'Grant' }, 60);
  expect(await adapter('Session').find('same-id')).toBeUndefined();
  await adapter('Session').destroy('same-id');
  expect(await adapter('Grant').find('same-id')).toEqual({ kind: 'Grant' });
});
