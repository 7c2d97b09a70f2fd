import { randomUUID } from 'node:crypto';
import {
  codesOf,
  collect,
  type Protocol,
  protocols,
  type Received,
  type Subscriber,
} from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { signIn } from '../sign-in.ts';
import { two } from '../two-gateways/two-gateways.ts';

/** What the platform promises (docs/security.md). */
const promisedMs = 2_000;
const bothProtocols = Object.keys(protocols) as Protocol[];

const subscribers: Subscriber[] = [];
/** For the last test: by then its app was shut out, and for five seconds after that new tokens are refused as well. */
let unpaid: Begun;
beforeAll(async () => {
  unpaid = await beginPayment(await two.token('lin', 'alipay-city'));
  await consentAnew();
});
afterAll(() => {
  for (const subscriber of subscribers) subscriber.dispose();
});

const updated = `subscription ($id: ID!) { paymentUpdated(id: $id) {
  state notice { code agency { name(language: EN) } } receipt { number } } }`;
const issue = `mutation ($input: IssueNoticeInput!) {
  issueNotice(input: $input) { ... on NoticeIssued { notice { code } } } }`;
const initiate = `mutation ($input: InitiatePaymentInput!) {
  initiatePayment(input: $input) { __typename ... on PaymentInitiated { paymentId payUrl } } }`;
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

interface Begun {
  readonly noticeCode: string;
  readonly paymentId: string;
  readonly payUrl: string;
}

/** Starts the payment of a new notice of the finance bureau, payable by whoever holds its code. */
async function beginPayment(token: string): Promise<Begun> {
  const notice = {
    regionCode: '330102',
    items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '10000' }],
    dueDate: '2099-12-31',
    idempotencyKey: randomUUID(),
  };
  const issued = await two.askFirst(await two.token('operator-payments'), issue, { input: notice });
  const noticeCode = (issued.data as { issueNotice: { notice: { code: string } } }).issueNotice.notice.code;
  const input = { noticeCode, provider: 'TEST', idempotencyKey: randomUUID() };
  const { data } = await two.askFirst(token, initiate, { input });
  return { ...(data as { initiatePayment: Begun }).initiatePayment, noticeCode };
}

/** One subscriber over each protocol at each gateway. */
function subscribeEverywhere(token: string, paymentId: string): AsyncIterableIterator<Received>[] {
  return two.urls.flatMap((url) =>
    bothProtocols.map((protocol) => {
      const subscriber = protocols[protocol](url, token);
      subscribers.push(subscriber);
      return subscriber.subscribe(updated, { id: paymentId });
    }),
  );
}

const paymentIn = ({ data }: Received) => (data as { paymentUpdated: { state: string } }).paymentUpdated;
const firstOf = async (all: readonly AsyncIterator<Received>[]) =>
  (await Promise.all(all.map((each) => each.next()))).map(({ value }) => paymentIn(value).state);

it('a citizen sees her payment through at each gateway over each protocol, and who has seen it is recorded', {
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
      // From another agency, for each event.
      notice: { code: noticeCode, agency: { name: expect.any(String) } },
      receipt: { number: expect.any(String) },
    });
  }

  const log = '{ me { accessLog(first: 100) { nodes { fields } } } }';
  await vi.waitFor(
    async () => {
      const { data } = await two.askFirst(token, log);
      const { nodes } = (data as { me: { accessLog: { nodes: { fields: string[] }[] } } }).me.accessLog;
      const ofEvents = nodes.filter(({ fields }) => fields.includes('Subscription.paymentUpdated'));
      // Two events at least for each of the four.
      expect(ofEvents.length).toBeGreaterThanOrEqual(8);
      for (const { fields } of ofEvents) expect(fields).toContain('Payment.state');
    },
    // Identity was away in an earlier scenario: gateways try again at pauses that have grown meanwhile. Each look is
    // recorded as well, and all of them together are fewer than what is looked at.
    { timeout: 60_000, interval: 1_000 },
  );
});

it('one who has not consented, and one whose payment it is not, sees nothing of it', async () => {
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

it('a consent that is withdrawn ends what rests on it at both gateways within two seconds', async () => {
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
  expect(performance.now() - start).toBeLessThan(promisedMs);
});

it('an app that is suspended is refused at both gateways within two seconds, and what it has open ends', async () => {
  const token = await two.token('lin', 'alipay-city');
  const { paymentId } = await beginPayment(token);
  const all = subscribeEverywhere(token, paymentId);
  await firstOf(all);
  const ends = all.map(collect);
  const own = await two.token('alipay-city');
  const query = '{ me { ageOver(years: 18) } }';
  const admin = await two.token('admin');
  const decide = async (name: 'suspendApp' | 'reinstateApp', type: string) => {
    const mutation = `mutation ($input: ${type}!) { ${name}(input: $input) { __typename } }`;
    const input = { clientId: 'alipay-city', reason: 'Receipts turned up elsewhere' };
    return (await two.askFirst(admin, mutation, { input })).data;
  };

  expect(await decide('suspendApp', 'SuspendAppInput')).toEqual({
    suspendApp: { __typename: 'AppSuspended' },
  });
  const start = performance.now();
  for (const results of await Promise.all(ends)) expect(codesOf(results)).toEqual(['TOKEN_REVOKED']);
  for (const each of [token, own]) {
    for (const { errors } of await two.askBoth(each, query)) {
      expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['TOKEN_REVOKED']);
    }
  }
  expect(performance.now() - start).toBeLessThan(promisedMs);

  // Let in again, it has to sign its citizens in anew.
  expect(await decide('reinstateApp', 'ReinstateAppInput')).toEqual({
    reinstateApp: { __typename: 'AppReinstated' },
  });
  for (const { errors } of await two.askBoth(token, query)) {
    expect(errors?.map(({ extensions }) => extensions.code)).toEqual(['TOKEN_REVOKED']);
  }
});

it('a gateway that is stopped says so to whoever is subscribed, and the other one goes on', async () => {
  const token = await two.token('operator-payments');
  const { paymentId } = unpaid;
  const all = subscribeEverywhere(token, paymentId);
  await firstOf(all);
  const ends = all.slice(0, 2).map(collect);
  const stopped = two.stopFirst();
  for (const results of await Promise.all(ends)) {
    expect(codesOf(results)).toEqual(['SUBSCRIPTION_INTERRUPTED']);
  }
  await stopped;
  const again = protocols.sse(two.urls[1]!, token);
  subscribers.push(again);
  expect(await firstOf([again.subscribe(updated, { id: paymentId })])).toEqual(['STARTED']);
});
