import { createHash, randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCivic, type Result, type Session } from '@civic-graph/client';
import { requestToken } from '@civic-graph/launcher';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from '../../../packages/cli/src/run-civic.fixture.ts';
import { city } from '../one-city/city.ts';
import { approvedApp } from './approved-app.ts';
import { type OwnGateway, ownGateway } from './own-gateway.ts';
import { whileOff } from './switches.ts';
import { connect, observedFetch, type Sent, signIn, visitor } from './visit.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const withText = ({ body }: Sent) => typeof JSON.parse(body).query === 'string';

/** Output of `civic types` for an operation, by introspection of the gateway. */
async function typesOf(text: string, token?: string): Promise<{ code: number; operations: unknown }> {
  const folder = await mkdtemp(join(tmpdir(), 'civic-types-'));
  await writeFile(join(folder, 'operation.graphql'), text);
  const { code } = await run([
    ...['types', folder, '--out', join(folder, 'out'), '--schema', `${city.gatewayUrl}/graphql`],
    ...(token === undefined ? [] : ['--token', token]),
  ]);
  const listed = await readFile(join(folder, 'out/persisted-documents.json'), 'utf8').catch(() => 'null');
  await rm(folder, { recursive: true });
  return { code, operations: JSON.parse(listed) };
}

let gateway: OwnGateway;
beforeAll(async () => {
  gateway = await ownGateway();
  await gateway.start();
});
afterAll(() => gateway?.stop('SIGTERM'));

describe('operations', () => {
  it('are sent by their hash, and once with their text if the gateway does not know it', async () => {
    const { fetch, sent } = observedFetch();
    const civic = await connect('weibo-city', { fetch, gateway: gateway.graphqlUrl });
    const text = `query Q${randomUUID().replaceAll('-', '')} { stops(first: 1) { nodes { name } } }`;
    for (const session of [civic.session('a'), civic.session('b')])
      expect(await session.query(text)).toEqual({
        data: { stops: { nodes: [{ name: expect.any(String) }] } },
        refusals: [],
      });
    expect(sent.map(withText)).toEqual([false, true, false]);
    const sha256Hash = sha256(JSON.parse(sent[1]!.body).query);
    for (const { body, url } of sent) {
      expect(url).toBe(gateway.graphqlUrl);
      expect(JSON.parse(body).extensions.persistedQuery).toMatchObject({ version: 1, sha256Hash });
    }
  });

  it('are each sent, even if equal ones run concurrently', async () => {
    const { fetch, sent } = observedFetch();
    const session = (await connect('weibo-city', { fetch })).session();
    const stops = '{ stops(first: 1) { nodes { name } } }';
    await session.query(stops);
    sent.splice(0);
    await Promise.all([session.query(stops), session.query(stops)]);
    expect(sent).toHaveLength(2);
  });

  it('of an app with an enforced safelist run by hash alone, and no others run', async () => {
    const passes = 'query Passes { me { transitPasses { kind } } }';
    const { hold, sandboxToken, ...app } = await approvedApp({
      nameZh: '口袋里的城市',
      nameEn: 'Pocketful of Town',
      redirectUri: 'http://127.0.0.1:8811/callback',
      operations: [passes],
      officials: ['operator-transport'],
    });
    // The gateway shows the app's sandbox token which fields the app may request, and nobody else.
    expect(await typesOf(passes, await sandboxToken())).toEqual({
      code: 0,
      operations: { [sha256(passes)]: passes },
    });
    expect(await typesOf(passes)).toEqual({ code: 1, operations: null });

    await hold();
    // Nobody has sent the text to this gateway.
    const { fetch, sent } = observedFetch();
    const session = createCivic({
      ...app,
      gateway: gateway.graphqlUrl,
      issuer: city.issuerUrl,
      fetch,
      operations: 'hash-only',
      scopes: ['transport:passes'],
    }).session();
    await signIn(session, visitor('citizen-0121'), {}, { consent: ['transport:passes'] });
    sent.splice(0);
    // In a document from codegen: the approved text is sent by its hash, however it is printed.
    const typed = { ...parse(passes.replaceAll(' ', '\n  ')), __meta__: { hash: sha256(passes) } };
    for (const document of [passes, typed])
      expect(await session.query<unknown, object>(document)).toEqual({
        data: { me: { transitPasses: expect.any(Array) } },
        refusals: [],
      });
    const { data, refusals } = await session.query('query Other { me { ageOver(years: 18) } }');
    expect([data, refusals]).toMatchObject([null, [{ kind: 'not-safelisted' }]]);
    expect(sent.map(withText)).toEqual([false, false, false]);
    const withTexts = createCivic({
      ...app,
      gateway: gateway.graphqlUrl,
      issuer: city.issuerUrl,
      operations: 'text',
      scopes: ['transport:passes'],
    }).session();
    await signIn(withTexts, visitor('citizen-0121'), {}, { consent: ['transport:passes'] });
    await expect
      .poll(() => withTexts.query('query Other { me { ageOver(years: 18) } }'))
      .toMatchObject({ refusals: [{ kind: 'not-safelisted', code: 'OPERATION_NOT_SAFELISTED' }] });
  });
});

describe('a subscription', () => {
  const scopes = ['payments:notices', 'payments:receipts', 'payments:pay'];
  const initiate = `mutation ($input: InitiatePaymentInput!) {
    initiatePayment(input: $input) { __typename ... on PaymentInitiated { paymentId payUrl } } }`;
  const issue = `mutation ($input: IssueNoticeInput!) {
    issueNotice(input: $input) { ... on NoticeIssued { notice { code } } } }`;
  const updated = 'subscription ($id: ID!) { paymentUpdated(id: $id) { state receipt { number } } }';
  type Updated = { paymentUpdated: { state: string } };

  let session: Session;
  let waited: number[];
  beforeAll(async () => {
    waited = [];
    const civic = await connect('alipay-city', {
      gateway: gateway.graphqlUrl,
      dpop: true,
      async wait(milliseconds) {
        waited.push(milliseconds);
        await new Promise((resolve) => setTimeout(resolve, 50));
      },
    });
    session = civic.session();
    await signIn(session, visitor('citizen-0122'), { scopes }, { consent: scopes });
  });

  async function beginPayment(): Promise<{ readonly paymentId: string; readonly payUrl: string }> {
    const official = await requestToken(city.issuerUrl, { persona: 'operator-payments' });
    const notice = {
      regionCode: '330102',
      items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '10000' }],
      dueDate: '2099-12-31',
      idempotencyKey: randomUUID(),
    };
    const issued = await city.query(official, issue, { input: notice });
    const { code } = (issued.data as { issueNotice: { notice: { code: string } } }).issueNotice.notice;
    const input = { noticeCode: code, provider: 'TEST', idempotencyKey: randomUUID() };
    const { data, refusals } = await session.mutate<
      { initiatePayment: { paymentId: string; payUrl: string } },
      object
    >(initiate, { input });
    expect(refusals).toEqual([]);
    return data!.initiatePayment;
  }

  const subscribeTo = (id: string, signal?: AbortSignal) =>
    session.subscribe<Updated, { id: string }>(updated, { id }, signal && { signal });
  const stateIn = ({ done, value }: IteratorResult<Result<Updated>, void>) =>
    done ? 'complete' : value.data?.paymentUpdated.state;

  it('continues when the gateway is killed or asks for it, and ends when it is complete', {
    timeout: 120_000,
  }, async () => {
    const { paymentId, payUrl } = await beginPayment();
    const results = subscribeTo(paymentId);
    expect(stateIn(await results.next())).toBe('STARTED');
    const afterKill = results.next();
    await gateway.stop('SIGKILL');
    await gateway.start();
    // The first event of the new connection carries the current state.
    expect(stateIn(await afterKill)).toBe('STARTED');
    expect(waited.length).toBeGreaterThan(0);

    // Ends the subscriptions that have the field, with SUBSCRIPTION_INTERRUPTED.
    const field = { coordinate: 'Payment.receipt', notice: 'Until noon', official: 'operator-payments' };
    await whileOff(field, async () => {
      const { value } = await results.next();
      expect(value).toMatchObject({
        data: { paymentUpdated: { state: 'STARTED', receipt: null } },
        refusals: [{ kind: 'switched-off', path: ['paymentUpdated', 'receipt'] }],
      });
    });
    expect((await results.next()).value).toMatchObject({ refusals: [] });
    const paid = await fetch(payUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ outcome: 'paid' }),
    });
    expect(paid.ok).toBe(true);
    const states: unknown[] = [];
    for await (const { data } of results) states.push(data?.paymentUpdated.state);
    expect(states.at(-1)).toBe('SUCCESS');
  });

  it('ends at the gateway when it is aborted or left', async () => {
    const { paymentId } = await beginPayment();
    const reason = new Error('the citizen left');
    const abort = new AbortController();
    const results = subscribeTo(paymentId, abort.signal);
    expect(stateIn(await results.next())).toBe('STARTED');
    const next = results.next();
    abort.abort(reason);
    await expect(next).rejects.toBe(reason);
    for await (const { data } of subscribeTo(paymentId)) {
      expect(data?.paymentUpdated.state).toBe('STARTED');
      break;
    }
  });

  it('ends with the reason if it is refused', async () => {
    const anonymous = (await connect('alipay-city', { gateway: gateway.graphqlUrl })).session();
    const all: Result<unknown>[] = [];
    for await (const result of anonymous.subscribe(updated, { id: 'x' })) all.push(result);
    expect(all).toMatchObject([{ data: null, refusals: [{ kind: 'sign-in-needed' }] }]);
  });
});
