import { exportJWK, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';
import { type PrivateKey, publishKeys, receiptKeySet } from './keys.ts';

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

async function made(): Promise<PrivateKey> {
  const pair = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  return (await exportJWK(pair.privateKey)) as PrivateKey;
}

const units = ['civil-affairs', 'education', 'finance', 'statistics', 'traffic-police', 'transport'];
const forAll = async () =>
  new Map(await Promise.all(units.map(async (unit) => [unit, await made()] as const)));

it('configured keys are published with earlier ones, and name their signer', async () => {
  const { db } = payments;
  const before = (await receiptKeySet(db)).keys.length;
  const keys = { treasury: await made(), agencies: await forAll() };
  await publishKeys(db, keys, new Date());
  await publishKeys(db, keys, new Date());
  const set = await receiptKeySet(db);
  expect(set.keys).toHaveLength(before + 1 + units.length);
  expect(JSON.stringify(set)).not.toContain('"d"');
  const owner = (key: PrivateKey) => set.keys.find(({ x }) => x === key.x);
  expect(owner(keys.treasury)).not.toHaveProperty('agency');
  expect(owner(keys.agencies.get('education')!)).toMatchObject({ agency: 'education' });
});

it('no two signers share a key, and each payee unit has one', async () => {
  const { db } = payments;
  const treasury = await made();
  const shared = { treasury, agencies: (await forAll()).set('finance', treasury) };
  await expect(publishKeys(db, shared, new Date())).rejects.toThrow(/^AGENCY_RECEIPT_KEYS: /);
  const agencies = await forAll();
  agencies.delete('transport');
  await expect(publishKeys(db, { treasury: await made(), agencies }, new Date())).rejects.toThrow(
    'AGENCY_RECEIPT_KEYS: the payee unit transport has no key',
  );
});
