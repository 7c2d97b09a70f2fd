import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type Browser, claimsOf, personas } from '@civic-graph/testing';
import { exportJWK, GeneralSign, generateKeyPair } from 'jose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type IdentityDeployment, startIdentity } from '../../identity-deployment.fixture.ts';
import { myDataClientId } from '../my-data-client.ts';
import { signInAtMe } from '../signed-in-citizen.fixture.ts';
import { ownPaymentsOperation } from './operation.ts';
import { safelistOwnOperation } from './safelist-own-operation.ts';

interface Asked {
  readonly token: string;
  readonly body: { readonly query: string; readonly variables: unknown };
}

let identity: IdentityDeployment;
let browser: Browser;
/** What the gateway answers; null for a failure. */
let answer: unknown = null;
const asked: Asked[] = [];
const gateway = createServer(async (request, response) => {
  const body = JSON.parse(Buffer.concat(await request.toArray()).toString());
  asked.push({ token: request.headers.authorization?.replace('Bearer ', '') ?? '', body });
  response.writeHead(answer === null ? 503 : 200, { 'content-type': 'application/json' });
  response.end(JSON.stringify(answer));
});

beforeAll(async () => {
  gateway.listen(0, '127.0.0.1');
  await once(gateway, 'listening');
  const url = `http://127.0.0.1:${(gateway.address() as AddressInfo).port}`;
  identity = await startIdentity({ gateways: ['http://127.0.0.1:1', url] });
  ({ browser } = await signInAtMe(identity.url, 'lin'));
});
afterAll(async () => {
  await identity?.stop();
  gateway.close();
});

const amount = { amountMinor: '20000', currency: 'CNY' };
const zero = { amountMinor: '0', currency: 'CNY' };
const treasury = await signer(null);
const finance = await signer('finance');
const stranger = await signer('education');

async function signer(agency: string | null) {
  const { privateKey, publicKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const jwk = JSON.stringify({ ...(await exportJWK(publicKey)), alg: 'EdDSA' });
  return { privateKey, key: { jwk, agency: agency && { id: agency } } };
}

async function receipt(number: string, says: object, ...signers: { privateKey: CryptoKey }[]) {
  const content = { number, payee: 'finance', ...amount, ...says };
  const jws = new GeneralSign(new TextEncoder().encode(JSON.stringify(content)));
  for (const { privateKey } of signers) {
    jws.addSignature(privateKey).setProtectedHeader({ alg: 'EdDSA', typ: 'civic-receipt+jws' });
  }
  const signed = JSON.stringify(await jws.sign());
  const agency = { id: 'finance' };
  return { number, issuedAt: '2026-11-25T08:00:00+08:00', amount, agency, notice: null, signed };
}

async function answered(receipts: object[], endCursor: string | null = null) {
  const notice = {
    code: '33010000100000000001',
    agency: { id: 'finance' },
    items: [{ revenueCode: { name: '<b>Fines</b>' } }],
  };
  const payment = {
    ...{ id: 'p1', createdAt: '2026-11-25T08:00:00+08:00', state: 'SUCCESS', provider: 'ALIPAY', amount },
    ...{ parts: [{ amount, refunded: zero, notice }], receipts },
  };
  const pageInfo = { hasNextPage: endCursor !== null, endCursor };
  const receiptKeys = [treasury.key, finance.key, stranger.key];
  answer = { data: { receiptKeys, me: { payments: { nodes: [payment], pageInfo } } } };
  return (await browser.open('/me/en/payments')).text;
}

it('shows payments with what became of each receipt’s verification', async () => {
  const text = await answered(
    [
      await receipt('R-1', {}, treasury, finance),
      await receipt('R-2', {}, treasury, stranger),
      await receipt('R-3', { amountMinor: '1' }, treasury, finance),
      await receipt('R-4', {}, finance),
    ],
    'next page',
  );
  const verdictOf = (number: string) =>
    text.split(`<code>${number}</code>`)[1]?.match(/(Genuine|Not genuine):/)?.[1];
  expect(['R-1', 'R-2', 'R-3', 'R-4'].map(verdictOf)).toEqual([
    'Genuine',
    'Not genuine',
    'Not genuine',
    'Not genuine',
  ]);
  expect(text).toMatch(/[^N]¥200\.00/);
  expect(text).toContain('&lt;b&gt;Fines&lt;/b&gt;');
  expect(text).toContain('after=next+page');
  expect(text).not.toContain('<script');
});

it('asks the graph with a token of its own, for this citizen and these fields alone', async () => {
  await browser.open('/me/zh/payments?after=abc');
  const { token, body } = asked.at(-1)!;
  const claims = claimsOf(token) as Record<string, unknown>;
  expect(claims).toMatchObject({
    client_id: myDataClientId,
    principal: 'citizen',
    scope: 'payments:receipts',
    consent: ['payments:receipts'],
    consent_id: 'own-access',
    purpose: 'own-access',
    approved: [],
  });
  expect(JSON.stringify(claims)).not.toContain(personas.lin.citizenKey);
  expect(body).toMatchObject({ query: ownPaymentsOperation, variables: { after: 'abc' } });
  // Gateways refuse everything else with this token.
  const app = await identity.owner
    .selectFrom('app')
    .select('held_to_safelist')
    .where('client_id', '=', myDataClientId)
    .executeTakeFirstOrThrow();
  const listed = await identity.owner
    .selectFrom('safelisted_operation')
    .select('text')
    .where('client_id', '=', myDataClientId)
    .execute();
  expect([app.held_to_safelist, listed]).toEqual([true, [{ text: ownPaymentsOperation }]]);
});

it('takes the operation of an earlier release off the safelist', async () => {
  const old = { client_id: myDataClientId, hash: 'hash', kind: 'query', name: 'OwnNotices' } as const;
  await identity.owner
    .insertInto('safelisted_operation')
    .values({ ...old, text: 'query OwnNotices { me { id } }', approved_at: new Date() })
    .execute();
  await safelistOwnOperation(identity.subgraph.database, new Date());
  const listed = await identity.owner
    .selectFrom('safelisted_operation')
    .select('text')
    .where('client_id', '=', myDataClientId)
    .execute();
  expect(listed).toEqual([{ text: ownPaymentsOperation }]);
});

it('says when no gateway answers, or not in full', async () => {
  for (const failure of [null, { data: { receiptKeys: [], me: null }, errors: [{}] }]) {
    answer = failure;
    const page = await browser.open('/me/en/payments');
    expect(page.status).toBe(503);
    expect(page.text).toContain('Your payments cannot be read at the moment');
  }
});
