import { codesOf, collect, eventually } from '@civic-graph/testing';
import { beforeAll, expect, it } from 'vitest';
import { expectPromisedTime } from '../promised-time.ts';
import { signIn } from '../sign-in.ts';
import {
  type Begun,
  beginPayment,
  firstOf,
  paymentIn,
  subscribeAt,
  subscribeEverywhere,
} from '../two-gateways/payment-subscribers.ts';
import { two } from '../two-gateways/two-gateways.ts';

/** For the last test, when the consent to pay is already withdrawn. */
let unpaid: Begun;
beforeAll(async () => {
  await consentAnew();
  unpaid = await beginPayment(await two.token('lin'));
});

const consents = '{ me { consents(first: 100) { nodes { id status app { clientId } } } } }';
const withdraw = `mutation ($input: WithdrawConsentInput!) { withdrawConsent(input: $input) { __typename } }`;

/** An earlier scenario has withdrawn it. */
async function consentAnew(): Promise<void> {
  const app = 'wechat-city';
  const consent = [
    'identity:basic',
    'identity:consents',
    'payments:notices',
    'payments:receipts',
    'payments:pay',
  ];
  await signIn(two.city.issuerUrl, 'lin', { app, scopes: consent.join(' '), consent });
}

it('a citizen follows a payment to its end at each gateway over each protocol, and each access is recorded', {
  timeout: 120_000,
}, async () => {
  const token = await two.token('lin');
  const { paymentId, payUrl, noticeCode } = await beginPayment(token);
  const all = subscribeEverywhere(token, paymentId);
  expect(await firstOf(all)).toEqual(['STARTED', 'STARTED', 'STARTED', 'STARTED']);

  const paid = await fetch(payUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ outcome: 'paid' }),
  });
  expect(paid.ok).toBe(true);
  for (const results of await Promise.all(all.map(collect))) {
    expect(codesOf(results)).toEqual(results.map(() => null));
    expect(paymentIn(results.at(-1)!)).toEqual({
      state: 'SUCCESS',
      // Fetched from another agency for each event.
      notice: { code: noticeCode, agency: { name: expect.any(String) } },
      receipt: { number: expect.any(String) },
    });
  }

  const log = '{ me { accessLog(first: 100) { nodes { fields app { clientId } } } } }';
  await eventually(
    async () => {
      const { data } = await two.askFirst(token, log);
      const { nodes } = (
        data as { me: { accessLog: { nodes: { fields: string[]; app: { clientId: string } | null }[] } } }
      ).me.accessLog;
      // An earlier scenario has subscribed by another app.
      const ofEvents = nodes.filter(
        ({ fields, app }) =>
          app?.clientId === 'wechat-city' && fields.includes('Subscription.paymentUpdated'),
      );
      // At least two events for each of the four.
      expect(ofEvents.length).toBeGreaterThanOrEqual(8);
      for (const { fields } of ofEvents) expect(fields).toContain('Payment.state');
    },
    // Identity was down in an earlier scenario, so gateways retry after longer pauses. Each poll is recorded
    // too; the page has room for all of them.
    { withinMs: 60_000, everyMs: 1_000 },
  );
});

it('a subscriber without consent, and one who is not the payer, sees nothing of a payment', async () => {
  const { paymentId } = await beginPayment(await two.token('lin'));
  const ends = subscribeEverywhere(await two.token('zhao'), paymentId).map(collect);
  for (const results of await Promise.all(ends)) {
    expect(codesOf(results)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
    expect(results[0]?.data).toBeUndefined();
  }
  const official = subscribeEverywhere(await two.token('operator-transport'), paymentId).map(collect);
  for (const results of await Promise.all(official)) {
    expect(codesOf(results)).toEqual(['UNAUTHORIZED_FIELD_OR_TYPE']);
  }
});

it('withdrawing a consent ends its subscriptions at both gateways within two seconds', async () => {
  const token = await two.token('lin');
  const { paymentId } = await beginPayment(token);
  const all = subscribeEverywhere(token, paymentId);
  await firstOf(all);
  const { data } = await two.askFirst(token, consents);
  const { nodes } = (
    data as { me: { consents: { nodes: { id: string; status: string; app: { clientId: string } }[] } } }
  ).me.consents;
  const input = {
    consent: nodes.find(({ status, app }) => status === 'ACTIVE' && app.clientId === 'wechat-city')!.id,
  };
  const ends = all.map(collect);
  const answer = await two.askFirst(token, withdraw, { input });
  expect(answer.data).toEqual({ withdrawConsent: { __typename: 'ConsentWithdrawn' } });
  const start = performance.now();
  for (const results of await Promise.all(ends)) expect(codesOf(results)).toEqual(['TOKEN_REVOKED']);
  expectPromisedTime(performance.now() - start);
});

it('a stopping gateway notifies its subscribers, and the other one continues', async () => {
  const token = await two.token('operator-payments');
  const all = subscribeEverywhere(token, unpaid.paymentId);
  await firstOf(all);
  const ends = all.slice(0, 2).map(collect);
  const stopped = two.stopFirst();
  for (const results of await Promise.all(ends)) {
    expect(codesOf(results)).toEqual(['SUBSCRIPTION_INTERRUPTED']);
  }
  await stopped;
  const again = subscribeAt(two.urls[1]!, 'sse', token, unpaid.paymentId);
  expect(await firstOf([again])).toEqual(['STARTED']);
});
