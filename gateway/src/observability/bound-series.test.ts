import { AggregatorRegistry, Histogram, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { BoundCounters, BoundHistograms } from './bound-series.ts';

const options = { name: 'seconds', help: 'Time', labelNames: ['lane', 'status'], buckets: [0.1, 1] };
const times = [0.05, 0.1, 0.5, 1, 3];

test('a histogram reads as one of prom-client does', async () => {
  const [own, theirs] = [new Registry(), new Registry()];
  const ours = new BoundHistograms(own, options);
  const model = new Histogram({ ...options, registers: [theirs] });
  for (const seconds of times) {
    ours.of('fast', '200').observe(seconds);
    model.observe({ lane: 'fast', status: '200' }, seconds);
  }
  ours.of('slow', '"\n').observe(2);
  model.observe({ lane: 'slow', status: '"\n' }, 2);
  expect(await own.metrics()).toBe(await theirs.metrics());
});

test('histograms of several workers are summed', async () => {
  const registries = [new Registry(), new Registry()];
  for (const registry of registries) {
    new BoundHistograms(registry, options).of('fast', '200').observe(0.5);
    new BoundCounters(registry, { name: 'things_total', help: 'x', labelNames: ['kind'] }).of('a').inc(2);
  }
  const all = AggregatorRegistry.aggregate(
    await Promise.all(registries.map((registry) => registry.getMetricsAsJSON())),
  );
  const text = await all.metrics();
  expect(text).toContain('seconds_bucket{le="1",lane="fast",status="200"} 2');
  expect(text).toContain('seconds_count{lane="fast",status="200"} 2');
  expect(text).toContain('things_total{kind="a"} 4');
});

test('equal labels share a child; beyond the bound all share one', async () => {
  const registry = new Registry();
  const counters = new BoundCounters(registry, {
    name: 'x_total',
    help: 'x',
    labelNames: ['app'],
    maxSeries: 2,
  });
  expect(counters.of('a')).toBe(counters.of('a'));
  for (const app of ['a', 'b', 'c', 'd', 'e']) counters.of(app).inc();
  const lines = (await registry.metrics()).split('\n').filter((line) => line.startsWith('x_total'));
  expect(lines).toEqual(['x_total{app="a"} 1', 'x_total{app="b"} 1', 'x_total{app="other"} 3']);
});
