import type { Principal } from '@civic-graph/policy';
import type { OperationResult } from '@civic-graph/subgraph-kit';
import { citizen, personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startTestPayments, type TestPayments } from '../../test/fixtures/payments.ts';

let payments: TestPayments;
beforeAll(async () => {
  payments = await startTestPayments();
});
afterAll(() => payments.stop());

const query =
  'subscription ($id: ID!) { paymentUpdated(id: $id) { state payUrl events { to } receipt { number } } }';

function follow(principal: Principal, id: string): AsyncGenerator<OperationResult> {
  return payments.subgraph.subscribeAs(principal, { query, variables: { id } });
}

async function started(): Promise<string> {
  const { paymentId } = await payments.initiate(personas.lin, await payments.issue());
  return paymentId;
}

const stateOf = ({ value }: IteratorResult<OperationResult>) =>
  (value?.data as { paymentUpdated: { state: string } | null } | undefined)?.paymentUpdated?.state;

describe('paymentUpdated', () => {
  it('sends the current state, then each step, and completes when the money has arrived', async () => {
    const id = await started();
    const updates = follow(personas.lin, id);
    expect(stateOf(await updates.next())).toBe('STARTED');
    await payments.deliver(payments.notification(id, 'payment.submitted'));
    expect(stateOf(await updates.next())).toBe('SUBMITTED');
    await payments.deliver(payments.notification(id, 'payment.succeeded'));
    const last = await updates.next();
    expect(last.value.data.paymentUpdated).toEqual({
      state: 'SUCCESS',
      payUrl: null,
      events: ['CREATED', 'STARTED', 'SUBMITTED', 'SUCCESS'].map((to) => ({ to })),
      receipt: { number: expect.any(String) },
    });
    expect((await updates.next()).done).toBe(true);
  });

  it('reaches every subscriber of it, and reports nothing else', async () => {
    const [id, other] = [await started(), await started()];
    const readers = [follow(personas.lin, id), follow(personas['operator-payments'], id)];
    for (const reader of readers) expect(stateOf(await reader.next())).toBe('STARTED');
    await payments.deliver(payments.notification(other, 'payment.failed'));
    await payments.deliver(payments.notification(id, 'payment.submitted'));
    for (const reader of readers) {
      expect(stateOf(await reader.next())).toBe('SUBMITTED');
      await reader.return(undefined);
    }
  });

  it('is silent after a notification that changes nothing', async () => {
    const id = await started();
    const updates = follow(personas.lin, id);
    await updates.next();
    for (let time = 0; time < 3; time++) {
      await payments.deliver(payments.notification(id, 'payment.failed'));
    }
    expect(stateOf(await updates.next())).toBe('FAILED');
    await payments.deliver(payments.notification(id, 'payment.succeeded'));
    expect(stateOf(await updates.next())).toBe('SUCCESS');
    expect((await updates.next()).done).toBe(true);
  });

  it('of a final payment completes with its first event', async () => {
    const id = await started();
    await payments.deliver(payments.notification(id, 'payment.succeeded'));
    const updates = follow(personas.lin, id);
    expect(stateOf(await updates.next())).toBe('SUCCESS');
    expect((await updates.next()).done).toBe(true);
  });

  it.each<[string, Principal]>([
    ['another citizen', citizen(1)],
    ['an operator of another agency', { ...personas['operator-payments'], agency: 'transport' }],
  ])('is null, and complete, for %s', async (_name, principal) => {
    const updates = follow(principal, await started());
    expect((await updates.next()).value).toEqual({ data: { paymentUpdated: null } });
    expect((await updates.next()).done).toBe(true);
  });

  it.each(['nothing', '00000000-0000-4000-8000-000000000000'])(
    'is null, and complete, for the id %s',
    async (id) => {
      const updates = follow(personas.lin, id);
      expect((await updates.next()).value).toEqual({ data: { paymentUpdated: null } });
      expect((await updates.next()).done).toBe(true);
    },
  );

  it.each<[string, Principal]>([
    ['nobody', personas.anonymous],
    ['a citizen who has not consented', { ...personas.lin, consents: [] }],
    ['an app without the scope', { ...personas.lin, scopes: [] }],
  ])('is refused to %s', async (_name, principal) => {
    const updates = follow(principal, await started());
    expect((await updates.next()).value).toMatchObject({ errors: [{ extensions: { code: 'FORBIDDEN' } }] });
    expect((await updates.next()).done).toBe(true);
  });
});
