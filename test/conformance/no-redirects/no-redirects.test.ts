import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { requestToken } from '@civic-graph/launcher';
import { createReportSender } from '@civic-graph/releases/pull';
import { post } from '@civic-graph/service/webhooks';
import { invalidateCache } from '@civic-graph/subgraph-kit';
import { personas, testSecrets } from '@civic-graph/testing';
import { createAccessTokenVerifier } from '@civic-graph/tokens';
import Fastify from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createTokenExchange } from '../../../gateway/src/admission/authentication/token-exchange.ts';
import { createSwitchClient } from '../../../gateway/src/admission/kill-switches/switch-client.ts';
import { createRevocationChannel } from '../../../gateway/src/admission/revocation/revocation-channel.ts';
import { createSafelistClient } from '../../../gateway/src/admission/safelists/safelist-client.ts';
import { demoRoutes } from '../../../gateway/src/server/http/demo-routes.ts';
import { startTracing } from '../../../packages/service/src/tracing/start-tracing.ts';
import { createClientFetch } from '../../../subgraphs/identity/src/issuer/fetch-from-client.ts';
import { createAnalyse } from '../../../subgraphs/identity/src/partners/ask-gateway.ts';
import { createProviderFetch } from '../../../subgraphs/identity/src/sign-in/upstream/provider-fetch.ts';
import { fetchAlipayStatement } from '../../../subgraphs/payments/src/provider/alipay/statement.ts';
import {
  type AlipayBench,
  startAlipayBench,
} from '../../../subgraphs/payments/test/fixtures/alipay-bench.ts';
import {
  startWeChatPayBench,
  type WeChatPayBench,
} from '../../../subgraphs/payments/test/fixtures/wechat-pay-bench.ts';
import { citizenCounter } from '../../../subgraphs/registry/src/check/affected-citizens.ts';
import { approvedOperations } from '../../../subgraphs/registry/src/check/approved-operations.ts';
import { urlSource } from '../../../subgraphs/transport/src/source/zip-source.ts';

/** Target of a redirect, which must never be requested. */
let elsewhere: Server;
let redirecting: Server;
let origin: string;
let asked: IncomingMessage[];
let visits: IncomingMessage[];
let status: number;
let alipay: AlipayBench;
let wechat: WeChatPayBench;

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    visits.push(request);
    response.setHeader('content-type', 'application/json');
    response.end('{"keys":[],"operations":[],"access_token":"x","personas":[]}');
  }).listen(0, '127.0.0.1');
  redirecting = createServer((request, response) => {
    asked.push(request);
    request.resume();
    const location = `http://127.0.0.1:${portOf(elsewhere)}${request.url}`;
    response.writeHead(status, { location, 'content-type': 'application/json' }).end('{"keys":[]}');
  }).listen(0, '127.0.0.1');
  await Promise.all([once(elsewhere, 'listening'), once(redirecting, 'listening')]);
  origin = `http://127.0.0.1:${portOf(redirecting)}`;
  alipay = await startAlipayBench();
  wechat = await startWeChatPayBench();
}, 60_000);
afterAll(async () => {
  await alipay?.stop();
  await wechat?.stop();
  for (const server of [elsewhere, redirecting]) {
    server.closeAllConnections();
    server.close();
  }
});
beforeEach(() => {
  asked = [];
  visits = [];
});

function portOf(server: Server): number {
  return (server.address() as AddressInfo).port;
}

const secret = testSecrets.subgraph;
const limits = { maxPackedBytes: 1_000_000, maxUnpackedBytes: 1_000_000 };
const order = () => ({
  paymentId: randomUUID(),
  amountMinor: 1n,
  currency: 'CNY',
  description: 'Notice',
  returnUrl: null,
  expiresAt: new Date(Date.now() + 900_000),
});
const refund = () => ({
  paymentId: randomUUID(),
  refundId: randomUUID(),
  amountMinor: 1n,
  paidMinor: 1n,
  currency: 'CNY',
  reason: 'none',
});
const gatewayAt = () => alipay.create({ gateway: `${origin}/gateway.do` });
const endpointAt = () => wechat.create({ endpoint: origin });

const never = new AbortController().signal;

/** Each outgoing call of the repository, and how it reports its failure. */
const calls: readonly (readonly [name: string, call: () => Promise<unknown>, tells: unknown])[] = [
  ['Alipay: an order', () => gatewayAt().start(order()), rejected(/redirect \(30\d\)/)],
  ['Alipay: a question', () => gatewayAt().query(randomUUID()), rejected(/redirect \(30\d\)/)],
  ['Alipay: a refund', () => gatewayAt().refund(refund() as never), { outcome: 'unknown' }],
  [
    'Alipay: the address of a statement',
    () => gatewayAt().fetchStatement('2026-11-25'),
    rejected(/redirect/),
  ],
  [
    'Alipay: a statement',
    () =>
      fetchAlipayStatement(
        async () => ({ code: '10000', bill_download_url: `${origin}/bill.zip` }),
        { fetch, config: { gateway: origin } },
        '2026-11-25',
      ),
    rejected(/no answer/),
  ],
  ['WeChat Pay: an order', () => endpointAt().start(order()), rejected(/no answer/)],
  ['WeChat Pay: a query', () => endpointAt().query(randomUUID()), rejected(/no answer/)],
  [
    'a webhook',
    () => post({ url: `${origin}/hook`, headers: {}, body: '{}' }, { allowLoopback: true }),
    oneOfThem(),
  ],
  [
    'keys of an app',
    async () => (await createClientFetch({ loopback: true })(`${origin}/jwks`)).status,
    oneOf(),
  ],
  [
    'a sign-in provider',
    () => createProviderFetch({ loopback: true })(`${origin}/.well-known/openid-configuration`),
    rejected(/fetch failed/),
  ],
  [
    'the issuer’s keys',
    async () => {
      const { audience, citizenKeySecret } = {
        audience: 'https://a.example',
        citizenKeySecret: testSecrets.citizenKey,
      };
      const verify = createAccessTokenVerifier({
        issuer: origin,
        audience,
        jwksUri: `${origin}/jwks`,
        citizenKeySecret,
      });
      const head = Buffer.from('{"alg":"ES256","kid":"k","typ":"at+jwt"}').toString('base64url');
      await verify(`${head}.${Buffer.from('{}').toString('base64url')}.AAAA`);
    },
    rejected(/./),
  ],
  [
    'the needs of operations',
    async () => createAnalyse({ gateways: [origin], secret, report: () => undefined })([]),
    rejected(/./),
  ],
  [
    'an invalidation',
    async () => {
      const problems: unknown[] = [];
      const report = (problem: unknown) => void problems.push(problem);
      await invalidateCache({ name: 'x', secret, gateways: [origin], report, pauseMs: 1 }, { tags: ['A'] });
      return problems.length;
    },
    1,
  ],
  [
    'an agent’s token',
    () => createTokenExchange({ url: origin, secret, onFailure: () => undefined })('a.b.c'),
    rejected(/./),
  ],
  [
    'reports to the registry',
    () => createReportSender({ url: origin, secret }, '/usage')('{}', never),
    rejected(/does not answer/),
  ],
  ['counts of consents', () => citizenCounter(origin, secret)([[['transport:passes']]]), rejected(/./)],
  ['approved operations', () => approvedOperations(origin, secret)(), rejected(/./)],
  ['a safelist', () => createSafelistClient({ url: origin, secret })('app'), rejected(/./)],
  [
    'a switch',
    () =>
      createSwitchClient({ url: origin, secret })({ kind: 'on', id: 's' } as never, {
        principal: personas.admin,
        requestId: 'r',
      }),
    rejected(/./),
  ],
  [
    'revocations',
    async () => {
      const failures: string[] = [];
      const settings = { url: origin, secret, maxSilenceMs: 60_000 };
      const channel = createRevocationChannel(
        settings,
        (failure) => failures.push(failure),
        () => undefined,
      );
      await channel.start();
      await channel.close();
      return [channel.state(), failures.length > 0];
    },
    ['starting', true],
  ],
  [
    'the console’s personas',
    async () => {
      const app = Fastify();
      demoRoutes(app, origin);
      const { statusCode, headers } = await app.inject('/demo/personas');
      await app.close();
      return [statusCode >= 500, headers.location];
    },
    [true, undefined],
  ],
  ['a token for a developer', () => requestToken(origin, { persona: 'lin' }), rejected(/answers 30\d/)],
  [
    'a feed',
    () => urlSource(`${origin}/feed.zip`, limits).read(),
    rejected(/redirected \(30\d\).*set the final address/),
  ],
  [
    'spans',
    async () => {
      const states: unknown[] = [];
      const settings = { endpoint: origin, ratio: 1 };
      const report = (state: unknown) => void states.push(state);
      const tracing = await startTracing({ service: 'x', settings, callers: 'anybody', report });
      tracing?.startSpan('one', undefined)?.end();
      await tracing?.close();
      return states;
    },
    ['lost'],
  ],
];

/** A call that fails with such a message. */
function rejected(message: RegExp) {
  return { rejected: expect.stringMatching(message) };
}
function oneOf() {
  return expect.toSatisfy((value: unknown) => value === status);
}
function oneOfThem() {
  return { status: oneOf() };
}

describe.each([301, 302, 303, 307, 308])('a redirect with status %i', (code) => {
  it.each(calls)('nobody: %s', async (_, call, tells) => {
    status = code;
    const outcome = await call().catch((error: unknown) => ({
      rejected: error instanceof Error ? error.message : String(error),
    }));
    expect(asked.length).toBeGreaterThan(0);
    expect(visits.map(({ url }) => url)).toEqual([]);
    expect(outcome).toEqual(tells);
  });
});

it('every call of fetch in the repository says what to do with a redirect', async () => {
  const root = new URL('../../../', import.meta.url);
  const files: string[] = [];
  for (const folder of ['gateway/src', 'subgraphs', 'packages', 'deploy']) {
    for (const file of await readdir(new URL(folder, root), { recursive: true })) {
      if (/(^|\/)(dist|node_modules|generated|testing)\//.test(`${folder}/${file}`)) continue;
      // In a browser, which calls only its own origin.
      if (`${folder}/${file}`.startsWith('packages/studio/web/')) continue;
      if (/\.(ts|mjs)$/.test(file) && !/\.(test|suite|fixture)\.ts$/.test(file))
        files.push(`${folder}/${file}`);
    }
  }
  const found: string[] = [];
  const silent: string[] = [];
  for (const file of files) {
    const text = await readFile(new URL(file, root), 'utf8');
    // A consumer of NATS fetches messages.
    for (const { index } of text.matchAll(/(?:await |return |= |(?<!#options|consumer)\.)fetch(?:Url)?\(/g)) {
      found.push(file);
      if (!/redirect: '(?:error|manual)'/.test(text.slice(index, index + 500))) silent.push(file);
    }
  }
  expect(found.length).toBeGreaterThan(8);
  expect(silent).toEqual([]);
});
