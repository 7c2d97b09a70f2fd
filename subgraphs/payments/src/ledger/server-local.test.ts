import { scanServerLocal } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

it('stores no server-local values', async () => {
  const { scanned, found } = await scanServerLocal(payments.config.databaseUrl);
  expect(scanned.columns).toBeGreaterThan(50);
  expect(scanned.functions).toBeGreaterThan(3);
  expect(found).toEqual([]);
});
