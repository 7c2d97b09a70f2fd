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
      throw new Error('no such figure');
    },
  });
  const told: object[] = [];
  const lines: object[] = [];
  let ask: ((message: unknown) => void) | null = null;
  const listen = async () => ({ url: 'http://gateway.test', adminUrl: '' });
  await runWorker(
    { registry, listen },
    {
      tell: (message) => void told.push(message),
      onMessage(listener) {
        ask = listener;
      },
      logger: pino({}, { write: (line) => void lines.push(JSON.parse(line)) }),
    },
  );
  expect(told.splice(0)).toEqual([{ ready: 'http://gateway.test' }]);
  for (const all of [false, true]) ask!({ figures: 'ask', round: 1, all });
  const values = [expect.objectContaining({ name: 'civic_requests' })];
  await eventually(() => expect(told).toHaveLength(2));
  expect(told).toEqual(Array.from({ length: 2 }, () => ({ figures: 'told', round: 1, values })));
  expect(lines).toMatchObject([{ figure: 'civic_broken' }, { figure: 'civic_broken' }]);
});
