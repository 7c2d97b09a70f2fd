import { type CollectedSpan, startTraceCollector, type TraceCollector } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startTestGateway } from '../../../gateway/test/fixtures/gateway.ts';
import { marked, query, startMarkedLibrary } from './marked-library.ts';

let collector: TraceCollector;
/** By trace, in the order of the requests. */
let traces: readonly (readonly CollectedSpan[])[];
const callers = {
  id: '4bf92f3577b34da6a3ce929d0e0e4736',
  span: '00f067aa0ba902b7',
};

beforeAll(async () => {
  collector = await startTraceCollector();
  const traced = await startMarkedLibrary({ tracing: { endpoint: collector.endpoint, ratio: 1 } });
  // On both paths, with a caller that is traced.
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

it('one query is one trace, through the gateway and the agency, on both paths', () => {
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

it('continues the caller’s trace', () => {
  const own = traces.find(([span]) => span?.traceId === callers.id);
  expect(named(own, 'gateway', 'graphql').parentSpanId).toBe(callers.span);
  named(own, 'library', 'graphql');
});

it('shows where a request failed, by its code', () => {
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

it('contains no variable, literal, value, subject, token, or other data of the caller', () => {
  expect(collector.bodies.length).toBeGreaterThan(0);
  for (const body of collector.bodies) expect(body).not.toMatch(/MARKED|eyJ|Bearer|127\.0\.0\.1/);
});

it('sends nothing if tracing is off', async () => {
  const before = collector.bodies.length;
  const untraced = await startMarkedLibrary({});
  await untraced.ask({ traceparent: `00-${callers.id}-${callers.span}-01` });
  await untraced.close();
  expect(collector.bodies).toHaveLength(before);
});

it.each([
  ['on', new RegExp(`^00-${callers.id}-[0-9a-f]{16}-01$`)],
  ['off', /^none$/],
])('an agency receives only the caller’s trace id, if the request is %s', async (state, expected) => {
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
});
