import { expect, it } from 'vitest';
import { Outage } from './outage.ts';

const refused = new TypeError('fetch failed', {
  cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }),
});
const other = new Error('status 503');

function start() {
  let time = 0;
  const outage = new Outage({ patienceMs: 100, now: () => time });
  const wait = (ms: number) => {
    time += ms;
  };
  return { outage, wait };
}

it('awaits a dependency that does not listen yet, says so once, and reports it if that lasts', () => {
  const { outage, wait } = start();
  expect(outage.failed(refused)).toEqual({ kind: 'awaited', isNews: true });
  wait(99);
  expect(outage.failed(refused)).toEqual({ kind: 'awaited', isNews: false });
  wait(1);
  expect(outage.failed(refused)).toEqual({ kind: 'failed', isNews: true });
  expect(outage.failed(refused)).toEqual({ kind: 'failed', isNews: false });
});

it('reports at once what answers wrongly, or has answered before', () => {
  const { outage } = start();
  expect(outage.failed(other)).toEqual({ kind: 'failed', isNews: true });
  outage.answered();
  expect(outage.failed(refused)).toEqual({ kind: 'failed', isNews: true });
  expect(outage.failed(other)).toEqual({ kind: 'failed', isNews: false });
  outage.answered();
  expect(outage.failed(refused)).toEqual({ kind: 'failed', isNews: true });
});
