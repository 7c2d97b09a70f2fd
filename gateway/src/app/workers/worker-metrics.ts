import {
  AggregatorRegistry,
  type MetricObjectWithValues,
  type MetricValue,
  type Registry,
} from 'prom-client';
import { z } from 'zod';

/** Metrics in a registry's format. */
export type Metrics = MetricObjectWithValues<MetricValue<string>>[];

export interface MetricsRequest {
  readonly metrics: 'request';
  readonly round: number;
  /** Otherwise only the gateway's own, because reading some process metrics changes them. */
  readonly all: boolean;
}
export interface MetricsReply {
  readonly metrics: 'reply';
  readonly round: number;
  readonly values: Metrics;
}

export const metricsRequest = z.object({ metrics: z.literal('request'), round: z.int(), all: z.boolean() });
const metricsReply = z.object({
  metrics: z.literal('reply'),
  round: z.int(),
  values: z.custom<Metrics>((values) => Array.isArray(values)),
});

/** A worker that is asked for its metrics. */
export interface MeteredWorker {
  send(message: MetricsRequest): void;
  /** Ends it immediately, whatever it is doing. */
  kill(): void;
}

interface Known {
  values: Metrics;
  /** The round of its last report. */
  answered: number;
  /** Missed rounds since its last report. */
  missed: number;
}

/** Longest wait of a scrape for a worker's report. */
const maxWaitMs = 1_000;
/** Missed rounds after which a worker is considered dead. */
const maxMissed = 6;

/**
 * Sums all workers' metrics, including ended ones: a falling sum looks to Prometheus like a restarted
 * counter. A hanging worker keeps its last report, and is killed after half a minute, so that it is replaced.
 */
export class WorkerMetrics {
  readonly #known = new Map<MeteredWorker, Known>();
  /** Counters of ended workers. */
  #ended: Metrics = [];
  #round = 0;
  readonly #whenComplete = new Set<() => void>();

  /** Includes the worker in every round from now on. */
  join(worker: MeteredWorker): void {
    this.#known.set(worker, { values: [], answered: this.#round, missed: 0 });
  }

  receive(worker: MeteredWorker, message: unknown): void {
    const known = this.#known.get(worker);
    if (known === undefined) return;
    const { data } = metricsReply.safeParse(message);
    if (data === undefined) return;
    const reported = new Set(data.values.map(({ name }) => name));
    known.values = [...known.values.filter(({ name }) => !reported.has(name)), ...data.values];
    known.answered = Math.max(known.answered, data.round);
    known.missed = 0;
    this.#notifyIfComplete();
  }

  leave(worker: MeteredWorker): void {
    const known = this.#known.get(worker);
    if (!this.#known.delete(worker) || known === undefined) return;
    this.#ended = [...this.#ended, ...known.values.filter(({ type }) => counted.has(String(type)))];
    // Metrics that cannot be summed fail when they are read.
    this.#condenseEnded().catch(() => undefined);
    this.#notifyIfComplete();
  }

  /** Called every few seconds: a worker's counts since its last report are lost with it. */
  tick(): void {
    for (const [worker, known] of this.#known) {
      // Neither seconds, which pass while the machine sleeps, nor rounds, which a scrape also starts.
      if (known.missed >= maxMissed) worker.kill();
      known.missed += 1;
    }
    this.#request(false);
  }

  async text(): Promise<string> {
    this.#request(true);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, maxWaitMs);
      this.#whenComplete.add(() => {
        clearTimeout(timer);
        resolve();
      });
      this.#notifyIfComplete();
    });
    const known = [...this.#known.values()].map(({ values }) => values);
    return AggregatorRegistry.aggregate([...known, this.#ended]).metrics();
  }

  /** Resolves once each has reported since the last request. */
  #notifyIfComplete(): void {
    for (const { answered } of this.#known.values()) if (answered < this.#round) return;
    for (const complete of this.#whenComplete) complete();
    this.#whenComplete.clear();
  }

  #request(all: boolean): void {
    this.#round += 1;
    for (const worker of this.#known.keys()) worker.send({ metrics: 'request', round: this.#round, all });
  }

  /** Bounded by one worker's metrics, however many have ended. */
  async #condenseEnded(): Promise<void> {
    const ended = this.#ended;
    const summed = await AggregatorRegistry.aggregate([ended]).getMetricsAsJSON();
    // Another worker has ended meanwhile: its metrics come next, with these.
    if (this.#ended === ended) this.#ended = summed;
  }
}

const counted: ReadonlySet<string> = new Set(['counter', 'histogram']);

/** In the worker: reports on request. An unavailable metric is omitted and keeps its last value. */
export async function metricsFor(
  message: unknown,
  registry: Registry,
  report: (metric: string, error: unknown) => void,
): Promise<MetricsReply | null> {
  const { data } = metricsRequest.safeParse(message);
  if (data === undefined) return null;
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  const wanted = data.all ? names : names.filter((name) => name.startsWith('civic_'));
  const values = await Promise.all(
    wanted.map(async (name) => {
      try {
        return await registry.getSingleMetric(name)?.get();
      } catch (error) {
        report(name, error);
        return undefined;
      }
    }),
  );
  return { metrics: 'reply', round: data.round, values: values.filter((each) => each !== undefined) };
}
