import { quantile } from '../report.ts';
import { Connection } from './connection.ts';
import type { ExpectedRequest } from './request.ts';

export interface LoadTarget {
  readonly url: string;
  /** Sent round robin over all callers. */
  readonly requests: readonly ExpectedRequest[];
}

export interface LoadResult {
  readonly requests: number;
  readonly rps: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Serial numbers are never reused in a process, so that neither a cache nor another caller knows the request.
 */
let serial = 1_000;
const nextSerial = () => {
  serial += 1;
  return serial;
};

/**
 * Closed loop: `connections` callers send the next request after each answer, for `seconds` or until
 * `requests` answers.
 */
export function closedLoop(
  target: LoadTarget,
  {
    connections,
    seconds = Number.POSITIVE_INFINITY,
    requests = Number.POSITIVE_INFINITY,
  }: { readonly connections: number; readonly seconds?: number; readonly requests?: number },
): Promise<LoadResult> {
  return run(target, (open, times, start) => {
    const end = start + seconds * 1000;
    let busy = connections;
    let sent = connections;
    return new Promise((resolve) => {
      const begin = () =>
        open((milliseconds, connection) => {
          times.push(milliseconds);
          if (sent < requests && performance.now() < end) {
            sent += 1;
            connection.send();
          } else if (--busy === 0) resolve();
        }).send();
      // Ramps up, because a gateway may reject hundreds of simultaneous new callers.
      for (let caller = 0; caller < connections; caller += 1) setTimeout(begin, caller);
    });
  });
}

/**
 * Open loop: sends a request every `1 / rate` seconds, whether or not earlier ones were answered. Response
 * times count from when a request was due, so that neither a slow server nor a late load generator hides
 * waiting.
 */
export function fixedRate(
  target: LoadTarget,
  { rate, seconds }: { readonly rate: number; readonly seconds: number },
): Promise<LoadResult> {
  return run(target, (open, times, start) => {
    const idle: Connection[] = [];
    const total = Math.round(rate * seconds);
    let sent = 0;
    let answered = 0;
    return new Promise((resolve) => {
      const tick = () => {
        const due = Math.min(total, Math.floor(((performance.now() - start) / 1000) * rate) + 1);
        for (; sent < due; sent += 1) {
          let connection = idle.pop();
          while (connection?.isOpen === false) connection = idle.pop();
          (connection ?? open(done)).send(start + (sent / rate) * 1000);
        }
        if (sent < total) setImmediate(tick);
      };
      const done = (milliseconds: number, connection: Connection) => {
        times.push(milliseconds);
        idle.push(connection);
        answered += 1;
        if (answered === total) resolve();
      };
      tick();
    });
  });
}

type Open = (answered: (milliseconds: number, connection: Connection) => void) => Connection;

async function run(
  target: LoadTarget,
  drive: (open: Open, times: number[], start: number) => Promise<void>,
): Promise<LoadResult> {
  const times: number[] = [];
  const connections: Connection[] = [];
  let turn = 0;
  const nextRequest = () => {
    const next = target.requests[turn];
    if (next === undefined) throw new Error('there is nothing to send');
    turn = (turn + 1) % target.requests.length;
    return next;
  };
  const start = performance.now();
  try {
    await new Promise<void>((resolve, reject) => {
      const open: Open = (answered) => {
        const connection = new Connection({
          url: target.url,
          nextRequest,
          nextSerial,
          answered,
          failed: reject,
        });
        connections.push(connection);
        return connection;
      };
      drive(open, times, start).then(resolve, reject);
    });
  } finally {
    for (const connection of connections) connection.close();
  }
  const elapsed = (performance.now() - start) / 1000;
  times.sort((a, b) => a - b);
  return {
    ...{ requests: times.length, rps: times.length / elapsed },
    ...{ p50Ms: quantile(times, 0.5), p99Ms: quantile(times, 0.99) },
  };
}
