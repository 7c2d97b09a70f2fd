import { join } from 'node:path';
import { checkedAnswer } from './answers.ts';
import type { Contender } from './contender.ts';
import type { Entrant } from './contenders/entrant.ts';
import { closedLoop, fixedRate } from './load/load.ts';
import { differingDigits, prepareRequest, sameDigits } from './load/request.ts';
import { profiled } from './profile.ts';
import type { Figures } from './report.ts';
import type { LaidOutShape } from './shapes/lay-out-shape.ts';
import { bodyOf, type ShapeQuery, variablesOf } from './shapes/shape.ts';

/** A running contender. */
export interface Running {
  readonly entrant: Entrant;
  readonly contender: Contender;
}

export interface Cell {
  readonly query: ShapeQuery;
  readonly differs: boolean;
}

export interface MeasureOptions {
  readonly laidOut: LaidOutShape;
  /** Headers of the callers, used round robin if requests differ; the first one otherwise. */
  readonly callers: readonly Readonly<Record<string, string>>[];
  readonly quick: boolean;
  readonly connections: number;
  readonly say: (line: string) => void;
  /** Folder for the contender's profile. */
  readonly profile: string | null;
}

export function nameOf({ query, differs }: Cell): string {
  return `${query.name}, ${differs ? 'every request differs' : 'same request'}`;
}

export function profileFileOf(folder: string, entrant: Entrant): string {
  return join(folder, `${entrant.id}.cpuprofile`);
}

/** Response times per cell: enough for a p99 from a hundred samples, in bounded time. */
const samples = 10_000;
const longestSeconds = 60;

/**
 * Measures one contender in one cell: checks its answers, warms it up, then runs it at full speed for
 * requests per second and CPU time, and at a fixed rate for response times.
 *
 * @throws Error if an answer differs from the monolith's
 */
export async function measure(
  { entrant, contender }: Running,
  { query, differs }: Cell,
  { laidOut, callers, quick, connections, say, profile }: MeasureOptions,
): Promise<Figures> {
  const { url } = contender;
  const [headers = {}] = callers;
  let expectedBytes = 0;
  for (const digits of ['0000000777', sameDigits]) {
    const expected = await laidOut.answer(query, variablesOf(query, digits));
    expectedBytes = await checkedAnswer(url, entrant, { headers, body: bodyOf(query, digits) }, expected);
  }
  const body = bodyOf(query, differingDigits);
  const requests = (differs ? callers : [headers]).map((caller) => ({
    request: prepareRequest({ url, headers: caller, body }, differs),
    expectedBytes,
  }));
  const target = { url, requests };
  const seconds = quick ? 1.5 : 4;
  await closedLoop(target, { connections, seconds: quick ? 1.5 : 5 });
  const timed = async () => {
    const before = contender.cpuMs();
    const result = await closedLoop(target, { connections, seconds });
    return { rps: result.rps, cpuMs: (contender.cpuMs() - before) / result.requests };
  };
  const { rps, cpuMs } = await (profile === null ? timed() : withProfile(profile));
  const rateSeconds = quick ? 2 : Math.min(longestSeconds, samples / query.rate);
  const steady = await fixedRate(target, { rate: query.rate, seconds: rateSeconds });
  return {
    rps,
    p50_ms: steady.p50Ms,
    p99_ms: steady.p99Ms,
    cpu_ms: cpuMs,
    rss_mb: contender.rssMb(),
    cold_ms: contender.coldMs,
    samples: steady.requests,
  };

  async function withProfile(folder: string) {
    const keptAs = join(folder, `${entrant.id}, ${nameOf({ query, differs })}.cpuprofile`);
    const files = { writtenTo: profileFileOf(folder, entrant), keptAs };
    const { result, summary } = await profiled(contender.pid, files, timed);
    say(`${keptAs}\n${summary}`);
    return result;
  }
}
