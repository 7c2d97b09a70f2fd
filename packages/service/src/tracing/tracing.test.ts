import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseEnvironment } from '@civic-graph/service';
import { startTraceCollector, type TraceCollector } from '@civic-graph/testing';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tracingEnvironment, tracingSettings } from './settings.ts';
import type { Tracing } from './span.ts';
import { startTracing } from './start-tracing.ts';

let collector: TraceCollector;
beforeEach(async () => {
  collector = await startTraceCollector();
});
afterEach(() => collector.close());

const traceId = '0af7651916cd43dd8448eb211c80319c';
const sampled = `00-${traceId}-b7ad6b7169203331-01`;

async function start(ratio: number, callers: 'anybody' | 'gateway' = 'anybody'): Promise<Tracing> {
  const settings = { endpoint: collector.endpoint, ratio };
  const tracing = await startTracing({ service: 'gateway', settings, callers });
  if (tracing === null) throw new Error('tracing is off');
  return tracing;
}

describe('the traced calls are', () => {
  it('the configured share', async () => {
    const [all, none] = [await start(1), await start(0)];
    expect(all.startSpan('one')).toBeDefined();
    expect(none.startSpan('one')).toBeUndefined();
  });

  it('of a caller that requests it, in its own trace, up to a limit', async () => {
    const tracing = await start(0);
    const begun = Array.from({ length: 200 }, () => tracing.startSpan('one', sampled)).filter(Boolean);
    // The second may have changed meanwhile.
    expect(begun.length).toBeGreaterThanOrEqual(10);
    expect(begun.length).toBeLessThanOrEqual(20);
    expect(begun[0]?.traceparent).toMatch(new RegExp(`^00-${traceId}-[0-9a-f]{16}-01$`));
  });

  it('not those of a caller that opts out', async () => {
    const tracing = await start(1);
    expect(tracing.startSpan('one', sampled.replace(/01$/, '00'))).toBeUndefined();
  });

  it.each([
    ['too short', '00-0af7651916cd43dd-b7ad6b7169203331-01'],
    ['of nobody', `00-${'0'.repeat(32)}-b7ad6b7169203331-01`],
    ['with something behind it', `${sampled}-CTZ-0000000000`],
    ['in capitals', sampled.toUpperCase()],
    ['twice', [sampled, sampled]],
    ['twice in one line', `${sampled}, ${sampled}`],
  ])('a traceparent that is %s is ignored', async (_, header) => {
    expect((await start(0)).startSpan('one', header)).toBeUndefined();
    expect((await start(1)).startSpan('one', header)?.traceparent).not.toContain(traceId);
  });

  it('in a subgraph, those that the gateway traces and no others', async () => {
    const tracing = await start(1, 'gateway');
    expect(tracing.startSpan('one')).toBeUndefined();
    const begun = Array.from({ length: 30 }, () => tracing.startSpan('one', sampled)).filter(Boolean);
    expect(begun).toHaveLength(30);
  });
});

describe('the exported data', () => {
  it('has each span with its parent and its outcome', async () => {
    const tracing = await start(1);
    const one = tracing.startSpan('one');
    const part = one?.child('part', 'client', { 'civic.subgraph': 'transport' });
    part?.end('SUBGRAPH_TIMEOUT');
    one?.setAttributes({ 'http.response.status_code': 200, long: 'x'.repeat(1_000) });
    one?.end();
    await tracing.close();
    const [first, second] = collector.spans;
    expect(first).toMatchObject({
      service: 'gateway',
      name: 'part',
      parentSpanId: second?.spanId,
      traceId: second?.traceId,
      facts: { 'civic.subgraph': 'transport', 'error.type': 'SUBGRAPH_TIMEOUT' },
      failed: true,
    });
    expect(second).toMatchObject({ name: 'one', parentSpanId: undefined, failed: false });
    expect(second?.facts.long).toHaveLength(200);
  });

  it('is nothing without an endpoint, and OpenTelemetry is not loaded', async () => {
    const none = await startTracing({ service: 'gateway', settings: null, callers: 'anybody' });
    expect(none).toBeNull();
    const script = `
      const { startTracing } = await import(${JSON.stringify(new URL('../index.ts', import.meta.url).href)});
      await startTracing({ service: 'gateway', settings: null, callers: 'anybody' });
      const { createRequire } = await import('node:module');
      console.log(Object.keys(createRequire('/').cache).filter((path) => path.includes('@opentelemetry')).length);`;
    const run = ['--conditions=source', '--import', 'tsx', '--input-type=module', '-e', script];
    const cwd = fileURLToPath(new URL('../../../..', import.meta.url));
    expect((await promisify(execFile)(process.execPath, run, { cwd })).stdout.trim()).toBe('0');
  });

  it('is dropped, with a report, if the collector refuses it', async () => {
    const told: string[] = [];
    const tracing = await startTracing({
      service: 'gateway',
      settings: { endpoint: `${collector.endpoint}/elsewhere/`, ratio: 1 },
      callers: 'anybody',
      report: (state) => told.push(state),
    });
    tracing?.startSpan('one')?.end();
    await tracing?.close();
    expect(told).toEqual(['lost']);
  });

  it('does not delay shutdown if the collector is unreachable', async () => {
    const settings = { endpoint: 'http://127.0.0.1:1', ratio: 1 };
    const tracing = await startTracing({ service: 'gateway', settings, callers: 'anybody' });
    tracing?.startSpan('one')?.end();
    const start = performance.now();
    await tracing?.close();
    expect(performance.now() - start).toBeLessThan(5_000);
  });
});

describe('the environment', () => {
  const read = (env: Record<string, string>) => tracingSettings(parseEnvironment(tracingEnvironment, env));

  it('is that of OpenTelemetry', () => {
    expect(read({})).toBeNull();
    expect(read({ OTEL_TRACES_SAMPLER_ARG: '1' })).toBeNull();
    const endpoint = 'http://collector:4318';
    expect(read({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })).toEqual({ endpoint, ratio: 0.1 });
    const all = { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_TRACES_SAMPLER_ARG: '1' };
    expect(read(all)).toEqual({ endpoint, ratio: 1 });
  });

  it.each([
    ['OTEL_EXPORTER_OTLP_ENDPOINT', 'collector'],
    ['OTEL_TRACES_SAMPLER_ARG', '1.5'],
    ['OTEL_TRACES_SAMPLER_ARG', 'half'],
  ])('a wrong %s stops the start', (name, value) => {
    expect(() => read({ [name]: value })).toThrow(name);
  });
});
