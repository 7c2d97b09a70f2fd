import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { sampleOutsideGate, testSecrets } from '@civic-graph/testing';
import { describe, expect, it } from 'vitest';
import { allChecks } from './checks/all-checks.ts';
import type { Fault } from './library/faults.fixture.ts';
import { librarySample, librarySchema } from './library/schema.fixture.ts';
import { startLibrary } from './library/server.fixture.ts';
import type { Report } from './report.ts';
import { parseSample } from './sample.ts';
import { UnreachableError, type VerifyOptions, verifySubgraph } from './verify-subgraph.ts';

const secret = testSecrets.subgraph;
const gateway = generateKeyPairSync('ed25519');
const keys = {
  'HMAC-SHA256': { signs: { secret }, verifies: { secret } },
  Ed25519: { signs: { privateKey: gateway.privateKey }, verifies: { publicKey: gateway.publicKey } },
};

/** Faults that are detected only by waiting. */
const silent: ReadonlySet<Fault | undefined> = new Set<Fault>([
  'sends nothing at first',
  'streams as text/plain',
]);

async function verify(
  faults: readonly Fault[],
  key: keyof typeof keys = 'HMAC-SHA256',
  changes: Partial<VerifyOptions> = {},
): Promise<Report> {
  const made: string[] = [];
  const unique = () => {
    made.push(randomUUID());
    return made.at(-1)!;
  };
  const { signs, verifies } = keys[key];
  const server = await startLibrary({ name: 'libraries', key: verifies, faults: new Set(faults), made });
  try {
    return await verifySubgraph({
      url: server.url,
      name: 'libraries',
      schema: librarySchema,
      key: signs,
      sample: librarySample,
      limits: { timeoutMs: silent.has(faults[0]) ? 2_000 : 20_000, heartbeatMs: 2_000, idleMs: 100 },
      unique,
      ...changes,
    });
  } finally {
    await server.close();
  }
}

const idsOf = (report: Report, verdict: string) =>
  report.checks.filter((check) => check.verdict === verdict).map(({ id }) => id);

describe.each(['HMAC-SHA256', 'Ed25519'] as const)('a server that keeps the protocol, under %s', (key) => {
  it('passes every check', async () => {
    const report = await verify([], key);
    expect(report.checks.filter(({ verdict }) => verdict !== 'passed')).toEqual([]);
    expect(report).toMatchObject({ passed: allChecks.length + 1, failed: 0, notChecked: 0, doesNotApply: 0 });
  });
});

/** Each fault of the server, with the checks that must fail: these and no others. */
const broken: readonly (readonly [Fault, ...string[]])[] = [
  ['answers nothing', 'call/answered'],
  ['writes text/plain', 'call/media-type'],
  ['redirects errors', 'call/document-errors'],
  ['ends with the connection', 'call/http-framing'],
  ['closes idle connections', 'call/keep-alive'],
  ['digests characters', 'call/body-bytes'],
  ['answers with 17 MB', 'call/answer-size', 'call/public-reads'],
  ['remembers nonces of queries', 'call/repeated-query'],
  ['refuses anonymous reads', 'call/public-reads'],
  ['lacks a field', 'call/fields'],
  ['has a broken _service', 'call/service'],
  ['ignores the second key', 'entities/keys'],
  ['reverses entities', 'entities/order'],
  ['fails for an unknown entity', 'entities/unknown'],
  ['answers one _entities', 'entities/aliases'],
  ['unsigned _service', 'signature/required'],
  ['answers GET', 'signature/get'],
  ['skips tag', 'signature/tag', 'signature/other-signature'],
  ['reads one signature', 'signature/other-signature'],
  ['skips coverage', 'signature/covered-parts'],
  ['skips parameters', 'signature/parameters'],
  ['skips key id', 'signature/key-id'],
  ['skips digest', 'signature/content-digest', 'subscriptions/signed'],
  ['skips algorithm', 'signature/algorithm'],
  ['accepts any signed path', 'signature/path'],
  ['skips path query', 'signature/path'],
  ['accepts any signed method', 'signature/method'],
  ['accepts any signed principal', 'signature/principal'],
  ['accepts any signed request id', 'signature/request-id'],
  [
    'skips signature',
    ...['signature/other-key', 'signature/path', 'signature/method', 'signature/principal'],
    'signature/request-id',
  ],
  ['skips principal form', 'signature/principal-form'],
  ['skips expires', 'signature/expired'],
  ['skips future', 'signature/future'],
  ['skips lifetime', 'signature/lifetime'],
  ['allows no clock skew', 'signature/clock-skew'],
  ['refuses traceparent', 'signature/trace-context'],
  ['takes a mutation by its first word', 'signature/replay'],
  ['forgets nonces', 'signature/replay', 'signature/replay-at-once'],
  ['notes nonces late', 'signature/replay-at-once'],
  ['ignores authenticated from root', 'rules/authenticated'],
  ['ignores scopes from root', 'rules/scopes'],
  ['ignores policies from root', 'rules/policies'],
  [
    'refuses everybody',
    ...['rules/granted', 'entities/keys', 'subscriptions/stream', 'subscriptions/current-state'],
    'subscriptions/signature-once',
  ],
  ['ignores authenticated from entities', 'entities/authenticated'],
  ['ignores scopes from entities', 'entities/scopes'],
  ['ignores policies from entities', 'entities/policies'],
  ['streams without a signature', 'subscriptions/signed'],
  [
    'streams as text/plain',
    ...['subscriptions/stream', 'subscriptions/current-state', 'subscriptions/complete'],
    'subscriptions/signature-once',
  ],
  ['sends nothing at first', 'subscriptions/current-state'],
  ['names events message', 'subscriptions/event-form'],
  ['sends no heartbeat', 'subscriptions/heartbeat'],
  ['ends streams without complete', 'subscriptions/complete'],
  ['forgets nonces of streams', 'subscriptions/signature-once'],
  ['ignores authenticated from subscription', 'subscriptions/rules'],
  ['ignores scopes from subscription', 'subscriptions/rules'],
  ['ignores policies from subscription', 'subscriptions/rules'],
  ['tells unexpected errors', 'errors/unexpected'],
  ['tells SQL', 'errors/internals'],
  ['tells the key', 'caller/key-not-told'],
];

describe('a server that', () => {
  // Each takes a whole verification.
  it.for(sampleOutsideGate(broken, 6))('%s fails %s', async ([fault, ...failing]) => {
    const report = await verify([fault]);
    expect(idsOf(report, 'failed').toSorted()).toEqual([...failing].toSorted());
    for (const { failures, section } of report.checks.filter(({ verdict }) => verdict === 'failed')) {
      expect(section).toMatch(/^docs\/reference\/subgraph-protocol\.md#/);
      for (const { sent, expected, came } of failures) expect([sent, expected, came]).not.toContain('');
    }
  });

  it('takes the algorithm of the header accepts the public key as a secret', async () => {
    const report = await verify(['takes the algorithm of the header'], 'Ed25519');
    expect(idsOf(report, 'failed')).toEqual(['signature/algorithm']);
  });

  it('breaks any rule is detected', () => {
    const found = new Set(broken.flatMap(([, ...ids]) => ids));
    expect(['call/answered', ...allChecks.map(({ id }) => id)].filter((id) => !found.has(id))).toEqual([]);
  });
});

describe('data that cannot be checked', () => {
  it('is listed without a sample, and nothing fails', async () => {
    const report = await verify([], 'HMAC-SHA256', { sample: parseSample('{}', 'sample') });
    expect(idsOf(report, 'failed')).toEqual([]);
    expect(idsOf(report, 'not checked')).toEqual([
      ...['call/answer-size', 'entities/keys', 'entities/order', 'entities/unknown', 'entities/aliases'],
      ...['rules/granted', 'subscriptions/heartbeat', 'subscriptions/complete', 'errors/unexpected'],
    ]);
    const { notChecked } = report.checks.find(({ id }) => id === 'entities/keys')!;
    expect(notChecked).toContainEqual({
      needs: 'keys.Branch in the sample file',
      what: ['Branch { id }', 'Branch { code }'],
    });
  });

  it('is listed if the schema has nothing to which a check applies', async () => {
    const schema = `${librarySchema.slice(0, librarySchema.indexOf('type Query'))}
      type Query { fails: String @dataClass(class: C0) bulk: String @dataClass(class: C0) }`;
    const report = await verify([], 'HMAC-SHA256', { schema });
    expect(idsOf(report, 'failed')).toEqual([]);
    expect(idsOf(report, 'does not apply')).toEqual(
      expect.arrayContaining(['entities/keys', 'signature/replay', 'rules/scopes', 'subscriptions/stream']),
    );
  });

  it('is everything if the server does not answer a correct call', async () => {
    const report = await verify(['answers nothing']);
    expect(report).toMatchObject({ passed: 0, failed: 1, notChecked: allChecks.length });
  });

  it('is an error if the server does not listen', async () => {
    const attempt = verifySubgraph({
      url: 'http://127.0.0.1:1/graphql',
      name: 'libraries',
      schema: librarySchema,
      key: { secret },
    });
    await expect(attempt).rejects.toThrow(UnreachableError);
  });

  it('is an error for a schema that cannot be served', async () => {
    const attempt = verify([], 'HMAC-SHA256', { schema: 'type Query { a: Int }' });
    await expect(attempt).rejects.toThrow('the schema cannot be served: Query.a: no data class');
  });
});
