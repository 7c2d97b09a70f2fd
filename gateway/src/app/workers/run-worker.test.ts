import { eventually } from '@civic-graph/testing';
import { pino } from 'pino';
import { Counter, Gauge, Registry } from 'prom-client';
import { expect, test } from 'vitest';
import { runWorker } from './run-worker.ts';

test('reports the metrics that are available, and names the others', async () => {
  const registry = new Registry();
  const registers = [registry];
  new Counter({ name: 'civic_requests', help: 'h', registers }).inc(3);
  new Gauge({
    name: 'civic_broken',
    help: 'h',
    registers,
    collect() {
      throw new Error('no such metric');
    },
  });
  const scraped: object[] = [];
  const lines: object[] = [];
  let ask: ((message: unknown) => void) | null = null;
  const listen = async () => ({ url: 'http://gateway.test', adminUrl: '' });
  await runWorker(
    { registry, listen },
    {
      send: (message) => void scraped.push(message),
      onMessage(listener) {
        ask = listener;
      },
      logger: pino({}, { write: (line) => void lines.push(JSON.parse(line)) }),
    },
  );
  expect(scraped.splice(0)).toEqual([{ ready: 'http://gateway.test' }]);
  for (const all of [false, true]) ask!({ metrics: 'request', round: 1, all });
  const values = [expect.objectContaining({ name: 'civic_requests' })];
  await eventually(() => expect(scraped).toHaveLength(2));
  expect(scraped).toEqual(Array.from({ length: 2 }, () => ({ metrics: 'reply', round: 1, values })));
  expect(lines).toMatchObject([{ metric: 'civic_broken' }, { metric: 'civic_broken' }]);
});
