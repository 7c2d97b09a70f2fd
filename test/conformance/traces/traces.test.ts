import { composeSupergraph } from '@civic-graph/gateway';
import { createSubgraph, type Subgraph } from '@civic-graph/subgraph-kit';
import {
  type CollectedSpan,
  startTraceCollector,
  type TraceCollector,
  testSecrets,
} from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway, type TestGateway } from '../../../gateway/src/gateway.fixture.ts';

/*
 * A gateway and an agency in this process, each sending its traces to a collector as it would in production.
 */

const sdl = /* GraphQL */ `
  extend schema
    @link(
      url: "https://specs.apollo.dev/federation/v2.9"
      import: ["@key", "@requiresScopes", "@policy", "@composeDirective"]
    )
    @link(url: "https://civic-graph.example/data-class/v1.0", import: ["@dataClass"])
    @composeDirective(name: "@dataClass")
  directive @dataClass(class: DataClass!) on OBJECT | INTERFACE | FIELD_DEFINITION
  enum DataClass { C0 C1 C2 C3 C4 }
  type Query {
    reader(card: ID!): Reader @dataClass(class: C0)
  }
  type Reader {
    card: ID! @dataClass(class: C0)
    loan(shelf: String): String
      @requiresScopes(scopes: [["loans"]])
      @policy(policies: [["consent:loans"]])
      @dataClass(class: C2)
  }
`;

const marked = {
  variable: 'MARKED-variable',
  literal: 'MARKED-literal',
  value: 'MARKED-value',
  subject: 'MARKED-subject',
  citizen: 'MARKED-citizen',
  state: 'MARKED-state',
};
const query = `query Loans($card: ID!) { reader(card: $card) { card loan(shelf: "${marked.literal}") } }`;

async function startLibrary(tracing: { endpoint: string; ratio: number } | null): Promise<Subgraph> {
  return createSubgraph({
    name: 'library',
    typeDefs: sdl,
    resolvers: {
      Query: { reader: (_: unknown, { card }: { card: string }) => ({ card }) },
      Reader: {
        loan: (_: unknown, { shelf }: { shelf: string }) => {
          if (shelf === 'broken') throw new Error(marked.value);
          return marked.value;
        },
      },
    },
    signature: { secret: testSecrets.subgraph },
    logLevel: 'silent',
    tracing,
  });
}

interface Traced {
  readonly gateway: TestGateway;
  ask(headers?: Record<string, string>, text?: string): Promise<number>;
  close(): Promise<void>;
}

async function start(collector: TraceCollector | null): Promise<Traced> {
  const tracing = collector && { endpoint: collector.endpoint, ratio: 1 };
  const library = await startLibrary(tracing);
  const origin = await library.listen({ host: '127.0.0.1', port: 0 });
  const url = `${origin}/graphql`;
  const endpoint = { name: 'library', url, secret: testSecrets.subgraph };
  const gateway = await startTestGateway(
    { directory: { endpoints: [endpoint], file: null }, tracing },
    {
      supergraphSdl: composeSupergraph([{ name: 'library', url, sdl }]),
      subgraphs: ['library'],
      respond: () => Promise.reject(new Error('the library answers for itself')),
    },
  );
  const token = await gateway.issuer.mint({
    kind: 'citizen',
    clientId: 'wechat-city',
    subject: marked.subject,
    citizenKey: marked.citizen,
    scopes: ['loans'],
    purpose: 'city-services',
    consents: ['loans'],
    consentId: 'consent-1',
    assurance: 'substantial',
  });
  const { url: origins } = await gateway.gateway.listen();
  return {
    gateway,
    async ask(headers = {}, text = query) {
      const response = await fetch(`${origins}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, ...headers },
        body: JSON.stringify({ query: text, variables: { card: marked.variable } }),
      });
      expect(await response.text()).toContain(marked.variable);
      return response.status;
    },
    async close() {
      await gateway.close();
      await library.close();
    },
  };
}

let collector: TraceCollector;
/** By trace, in the order in which they were asked for. */
let traces: readonly (readonly CollectedSpan[])[];
const callers = {
  id: '4bf92f3577b34da6a3ce929d0e0e4736',
  span: '00f067aa0ba902b7',
};

beforeAll(async () => {
  collector = await startTraceCollector();
  const traced = await start(collector);
  // Both lanes, and a caller who is traced himself.
  await traced.ask();
  await traced.ask();
  await traced.ask({
    traceparent: `00-${callers.id}-${callers.span}-01`,
    tracestate: `vendor=${marked.state}`,
    baggage: `citizen=${marked.state}`,
  });
  await traced.ask({}, query.replace(marked.literal, 'broken'));
  await traced.close();
  const roots = collector.spans
    .filter(({ service, name }) => service === 'gateway' && name === 'graphql')
    .map(({ traceId }) => traceId);
  traces = [...new Set(roots)].map((id) => collector.spans.filter(({ traceId }) => traceId === id));
});
afterAll(() => collector.close());

const named = (trace: readonly CollectedSpan[] | undefined, service: string, name: string) => {
  const found = trace?.filter((span) => span.service === service && span.name === name) ?? [];
  expect(found, `${service}: ${name}`).toHaveLength(1);
  return found[0]!;
};

it('one query is one trace, through the gateway and the agency, in both lanes', () => {
  expect(traces).toHaveLength(4);
  for (const trace of traces.slice(0, 2)) {
    const request = named(trace, 'gateway', 'graphql');
    expect(request.parentSpanId).toBeUndefined();
    expect(request.facts).toMatchObject({
      'graphql.operation.name': expect.stringMatching(/^Loans#[0-9a-f]{8}$/),
      'graphql.operation.type': 'query',
      'civic.app': 'wechat-city',
      'http.response.status_code': 200,
    });
    expect(named(trace, 'gateway', 'plan').parentSpanId).toBe(request.spanId);
    expect(named(trace, 'gateway', 'record access').parentSpanId).toBe(request.spanId);
    const fetched = named(trace, 'gateway', 'fetch library');
    expect(fetched.parentSpanId).toBe(request.spanId);
    expect(fetched.facts).toMatchObject({ 'civic.subgraph': 'library', 'civic.entities': 0 });
    const answered = named(trace, 'library', 'graphql');
    expect(answered.parentSpanId).toBe(fetched.spanId);
    expect(answered.facts).toMatchObject({
      'graphql.operation.type': 'query',
      'http.response.status_code': 200,
    });
  }
});

it('goes on in the trace of a caller who has one', () => {
  const own = traces.find(([span]) => span?.traceId === callers.id);
  expect(named(own, 'gateway', 'graphql').parentSpanId).toBe(callers.span);
  named(own, 'library', 'graphql');
});

it('tells where something failed, by its code', () => {
  const failed = traces.at(-1);
  expect(named(failed, 'gateway', 'fetch library')).toMatchObject({
    failed: true,
    facts: { 'error.type': 'INTERNAL_SERVER_ERROR' },
  });
  expect(named(failed, 'gateway', 'graphql').facts).toMatchObject({
    'error.type': 'INTERNAL_SERVER_ERROR',
    'civic.errors': 1,
  });
});

it('holds no variable, literal, value, subject, token, or anything else of the caller’s', () => {
  expect(collector.bodies.length).toBeGreaterThan(0);
  for (const body of collector.bodies) expect(body).not.toMatch(/MARKED|eyJ|Bearer|127\.0\.0\.1/);
});

it('nothing is sent where it is off', async () => {
  const before = collector.bodies.length;
  const untraced = await start(null);
  await untraced.ask({ traceparent: `00-${callers.id}-${callers.span}-01` });
  await untraced.close();
  expect(collector.bodies).toHaveLength(before);
});

it.each([
  ['on', new RegExp(`^00-${callers.id}-[0-9a-f]{16}-01$`)],
  ['off', /^none$/],
])(
  'of what a caller sends along, no more goes to an agency than the id of his trace, where it is %s',
  async (state, expected) => {
    const tracing = state === 'on' ? { endpoint: collector.endpoint, ratio: 0 } : null;
    const graph = await startTestGateway({ tracing });
    await graph.send({
      headers: {
        'content-type': 'application/json',
        traceparent: `00-${callers.id}-${callers.span}-01`,
        tracestate: `vendor=${marked.state}`,
        baggage: `citizen=${marked.state}`,
      },
      payload: JSON.stringify({ query: '{ person(id: "1") { name } }' }),
    });
    const headers = graph.calls.map((call) => call.headers);
    await graph.close();
    expect(headers.length).toBeGreaterThan(0);
    for (const sent of headers) {
      expect(sent.traceparent ?? 'none').toMatch(expected);
      expect(sent).not.toHaveProperty('tracestate');
      expect(sent).not.toHaveProperty('baggage');
    }
  },
);
