import { Pool } from 'undici';

export interface Request {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface LoadResult {
  readonly requests: number;
  readonly rps: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
}

/**
 * Closed loop: `connections` callers send the next request as soon as the answer is there, for `seconds`.
 *
 * @throws Error at the first answer that is not `expected`: a wrong answer has no speed
 */
export async function load(
  url: string,
  { headers, body }: Request,
  { connections, seconds, expected }: { connections: number; seconds: number; expected: string },
): Promise<LoadResult> {
  const { origin, pathname } = new URL(url);
  const pool = new Pool(origin, { connections });
  const times: number[] = [];
  const start = performance.now();
  const end = start + seconds * 1000;
  const caller = async () => {
    while (performance.now() < end) {
      const sent = performance.now();
      const response = await pool.request({ method: 'POST', path: pathname, headers, body });
      const text = await response.body.text();
      if (text !== expected) throw new Error(`${url} answered something else: ${text.slice(0, 500)}`);
      times.push(performance.now() - sent);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  const elapsed = (performance.now() - start) / 1000;
  await pool.close();
  times.sort((a, b) => a - b);
  const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0;
  return { requests: times.length, rps: times.length / elapsed, p50Ms: at(0.5), p99Ms: at(0.99) };
}
