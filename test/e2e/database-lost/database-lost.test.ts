import { randomUUID } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import type { Subgraph } from '@civic-graph/subgraph-kit';
import {
  authorizationUrl,
  Browser,
  connectApp,
  eventually,
  freePort,
  logIn,
  personas,
  signedFetch,
  testSecrets,
  urlOfService,
} from '@civic-graph/testing';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type IdentityDeployment,
  startIdentity,
} from '../../../subgraphs/identity/src/identity-deployment.fixture.ts';
import { createPaymentsSubgraph } from '../../../subgraphs/payments/src/subgraph.ts';
import { type DurableDatabase, startDurableDatabase } from '../../chaos/stand/durable-database.ts';

const issueMutation = `mutation ($input: IssueNoticeInput!) {
  issueNotice(input: $input) { ... on NoticeIssued { notice { code } } } }`;
const noticeInput = () => ({
  regionCode: '330102',
  items: [{ revenueCode: '103049901', legalBasis: 'Fee schedule', amountMinor: '10000' }],
  dueDate: '2099-12-31',
  idempotencyKey: randomUUID(),
});

interface GraphAnswer {
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of any shape
  readonly data?: any;
  readonly errors?: { message: string; extensions: Record<string, unknown> }[];
}

describe('while PostgreSQL is down', () => {
  let database: DurableDatabase;
  let payments: Subgraph;
  let paymentsUrl: string;
  let paymentsDatabase: string;
  let identity: IdentityDeployment;

  beforeAll(async () => {
    database = await startDurableDatabase();
    await administer(database.url, 'CREATE DATABASE payments');
    paymentsDatabase = Object.assign(new URL(database.url), { pathname: '/payments' }).href;
    identity = await startIdentity({
      databaseUrl: await urlOfService(database.url),
      databaseOwnerUrl: database.url,
    });
    payments = await createPaymentsSubgraph({
      databaseUrl: paymentsDatabase,
      databaseOwnerUrl: null,
      deployment: 'demo',
      subgraphSecret: testSecrets.subgraph,
      gateways: [],
      addresseeSecret: testSecrets.addressee,
      publicUrl: 'http://payments.test',
      providers: { test: true, alipay: null, wechatPay: null },
      receiptKeys: null,
      inquiry: { firstMilliseconds: 30_000 },
      webhooks: { key: testSecrets.subgraph, rules: { allowLoopback: true } },
      workers: false,
      logLevel: 'silent',
    });
    const port = await freePort();
    await payments.listen({ host: '127.0.0.1', port });
    paymentsUrl = `http://127.0.0.1:${port}/graphql`;
  }, 120_000);
  afterAll(async () => {
    await payments?.close();
    await identity?.stop();
    await database?.close();
  });

  async function administer(url: string, statement: string): Promise<void> {
    const connection = new pg.Client({ connectionString: url });
    await connection.connect();
    await connection.query(statement);
    await connection.end();
  }

  async function ask(
    subgraph: 'payments' | 'identity',
    principal: Principal,
    query: string,
    variables: object = {},
  ): Promise<GraphAnswer> {
    const url = subgraph === 'payments' ? paymentsUrl : `${identity.url}/graphql`;
    const response = await signedFetch({ subgraph, url, principal }, { query, variables });
    return (await response.json()) as GraphAnswer;
  }

  const issue = (input: object) => ask('payments', personas['operator-payments'], issueMutation, { input });
  const queries: readonly ['payments' | 'identity', Principal, string][] = [
    ['payments', personas['operator-payments'], '{ paymentCases(first: 1) { nodes { id } } }'],
    ['identity', personas.anonymous, '{ agencies(first: 1) { nodes { id } } }'],
  ];

  async function untilBack(): Promise<void> {
    await database.start();
    await eventually(async () => {
      for (const query of queries) expect((await ask(...query)).errors).toBeUndefined();
    });
  }

  it('graphs answer that a retry may succeed, and the issuer that it is temporarily unavailable', async () => {
    for (const query of queries) expect((await ask(...query)).errors).toBeUndefined();
    const app = await connectApp(identity);
    const { url } = await authorizationUrl(app, 'openid identity:basic');
    const atLogin = new Browser(identity.url);
    const loginPage = await atLogin.open(url.href);
    const atConsent = new Browser(identity.url);
    const consentUrl = (await authorizationUrl(app, 'openid identity:basic', { prompt: 'consent' })).url;
    const consentPage = await logIn(atConsent, consentUrl, 'lin');

    await database.stop();
    try {
      for (const query of queries) {
        const { errors } = await ask(...query);
        expect(errors).toMatchObject([{ extensions: { code: 'SERVICE_UNAVAILABLE', retryAfter: 1 } }]);
        expect(errors?.[0]?.extensions).not.toHaveProperty('outcome');
      }
      expect((await issue(noticeInput())).errors).toMatchObject([
        { extensions: { code: 'SERVICE_UNAVAILABLE', retryAfter: 1 } },
      ]);

      const forms = { method: 'POST', headers: { 'content-type': 'application/x-www-form-urlencoded' } };
      const basic = `Basic ${Buffer.from('wechat-city:x').toString('base64')}`;
      const asApp = { ...forms, headers: { ...forms.headers, authorization: basic } };
      const calls: [string, RequestInit][] = [
        ['/token', { ...asApp, body: 'grant_type=client_credentials' }],
        ['/token', { ...asApp, body: 'grant_type=refresh_token&refresh_token=x' }],
        ['/token/revocation', { ...asApp, body: 'token=x' }],
        ['/request', { ...asApp, body: url.searchParams.toString() }],
        [`/auth${url.search}`, {}],
        ['/auth?client_id=wechat-city&request_uri=urn:ietf:params:oauth:request_uri:x', {}],
        ['/demo/personas', {}],
        [
          '/demo/token',
          { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"persona":"lin"}' },
        ],
      ];
      for (const [path, init] of calls) {
        const response = await fetch(identity.url + path, { ...init, redirect: 'manual' });
        const text = await response.text();
        expect([path, response.status, text]).toEqual([path, 503, expect.stringMatching(/unavailable/i)]);
        expect(text).not.toMatch(/server_error|oops|INTERNAL/);
        expect(response.headers.get('retry-after'), path).toBe('1');
      }
      const asPage = await fetch(`${identity.url}/auth${url.search}`, { headers: { accept: 'text/html' } });
      expect([asPage.status, await asPage.text()]).toEqual([503, expect.stringContaining('无法继续')]);
      expect(asPage.headers.get('content-security-policy')).toContain("default-src 'none'");

      const pages = [
        await atLogin.open(loginPage.url),
        await atLogin.submit(loginPage, '/login', [['account', 'lin']]),
        await atConsent.open(consentPage.url),
        await atConsent.submit(consentPage, '/consent', [['scope', 'identity:basic']]),
        await atConsent.open('/session/end', { headers: { accept: 'text/html' } }),
      ];
      for (const page of pages) {
        expect([page.url, page.status, page.text]).toEqual([
          page.url,
          503,
          expect.stringContaining('temporarily_unavailable'),
        ]);
        expect(page.text).toContain('<!doctype html>');
        expect(page.headers.get('retry-after')).toBe('1');
      }
      // Requests without a database continue.
      expect((await fetch(`${identity.url}/jwks`)).status).toBe(200);
      expect((await fetch(`${identity.url}/.well-known/openid-configuration`)).status).toBe(200);
    } finally {
      await untilBack();
    }
    const again = await atLogin.submit(loginPage, '/login', [['account', 'lin']]);
    expect(new URL(again.url).searchParams.get('code')).toBeTruthy();
  }, 60_000);

  it('a mutation in progress reports an unknown outcome, and takes effect once when it is repeated', async () => {
    const input = noticeInput();
    const holder = new pg.Client({ connectionString: paymentsDatabase });
    holder.on('error', () => undefined);
    await holder.connect();
    await holder.query('BEGIN; LOCK TABLE idempotency_key IN ACCESS EXCLUSIVE MODE');
    const underWay = issue(input);
    await eventually(async () => {
      const { rows } = await holder.query('SELECT 1 FROM pg_locks WHERE NOT granted');
      expect(rows).toHaveLength(1);
    });
    await database.stop();
    const { errors } = await underWay;
    await untilBack();
    expect(errors).toMatchObject([
      { extensions: { code: 'SERVICE_UNAVAILABLE', retryAfter: 1, outcome: 'UNKNOWN' } },
    ]);
    expect(errors?.[0]?.message).toContain('idempotency key');
    const first = await issue(input);
    expect(first.errors).toBeUndefined();
    expect(await issue(input)).toEqual(first);
  }, 60_000);
});
