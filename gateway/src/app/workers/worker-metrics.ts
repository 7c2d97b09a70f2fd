import {
  AggregatorRegistry,
  type MetricObjectWithValues,
  type MetricValue,
  type Registry,
} from 'prom-client';
import { z } from 'zod';

/** Metrics in a registry's format. */
export type Figures = MetricObjectWithValues<MetricValue<string>>[];

export interface AskForMetrics {
  readonly figures: 'ask';
  readonly round: number;
  /** Otherwise only the gateway's own, since reading some process metrics changes them. */
  readonly all: boolean;
}
export interface MetricsReply {
  readonly figures: 'told';
  readonly round: number;
  readonly values: Figures;
}

export const askForMetrics = z.object({ figures: z.literal('ask'), round: z.int(), all: z.boolean() });
const tellFigures = z.object({
  figures: z.literal('told'),
  round: z.int(),
  values: z.custom<Figures>((values) => Array.isArray(values)),
});

/** A worker that is asked for its metrics. */
export interface AskedWorker {
  send(message: AskForMetrics): void;
  /** Ends it at once, whatever it is doing. */
  kill(): void;
}

interface Known {
  values: Figures;
  /** The round of its last report. */
  answered: number;
  /** Missed rounds since its last report. */
  missed: number;
}

/** Longest wait of a scrape for a worker's report. */
const patienceMs = 1_000;
/** Missed rounds after which a worker is considered dead. */
const mostMissed = 6;

/**
 * Sums all workers' metrics, including ended ones: a falling sum looks to Prometheus like a restarted
 * counter. A hanging worker keeps its last report, and is killed after half a minute, so that it is replaced.
 */
export class WorkerMetrics {
  readonly #known = new Map<AskedWorker, Known>();
  /** Counters of ended workers. */
  #gone: Figures = [];
  #round = 0;
  readonly #whenComplete = new Set<() => void>();

  /** Asked from now on. */
  join(worker: AskedWorker): void {
    this.#known.set(worker, { values: [], answered: this.#round, missed: 0 });
  }

  hear(worker: AskedWorker, message: unknown): void {
    const known = this.#known.get(worker);
    if (known === undefined) return;
    const { data } = tellFigures.safeParse(message);
    if (data === undefined) return;
    const told = new Set(data.values.map(({ name }) => name));
    known.values = [...known.values.filter(({ name }) => !told.has(name)), ...data.values];
    known.answered = Math.max(known.answered, data.round);
    known.missed = 0;
    this.#tellComplete();
  }

  leave(worker: AskedWorker): void {
    const known = this.#known.get(worker);
    if (!this.#known.delete(worker) || known === undefined) return;
    this.#gone = [...this.#gone, ...known.values.filter(({ type }) => counted.has(String(type)))];
    // Metrics that cannot be summed fail when they are read.
    this.#condenseGone().catch(() => undefined);
    this.#tellComplete();
  }

  /** Called every few seconds: a worker's counts since its last report are lost with it. */
  look(): void {
    for (const [worker, known] of this.#known) {
      // Neither seconds, which pass while the machine sleeps, nor rounds, which a scrape also starts.
      if (known.missed >= mostMissed) worker.kill();
      known.missed += 1;
    }
    this.#ask(false);
  }

  async text(): Promise<string> {
    this.#ask(true);
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      this.#whenComplete.add(() => {
        clearTimeout(timer);
        resolve();
      });
      this.#tellComplete();
    });
    const known = [...this.#known.values()].map(({ values }) => values);
    return AggregatorRegistry.aggregate([...known, this.#gone]).metrics();
  }

  /** Where each has reported since the last request. */
  #tellComplete(): void {
    for (const { answered } of this.#known.values()) if (answered < this.#round) return;
    for (const told of this.#whenComplete) told();
    this.#whenComplete.clear();
  }

  #ask(all: boolean): void {
    this.#round += 1;
    for (const worker of this.#known.keys()) worker.send({ figures: 'ask', round: this.#round, all });
  }

  /** Bounded by one worker's metrics, however many have ended. */
  async #condenseGone(): Promise<void> {
    const gone = this.#gone;
    const summed = await AggregatorRegistry.aggregate([gone]).getMetricsAsJSON();
    // Another worker has ended meanwhile: its metrics come next, with these.
    if (this.#gone === gone) this.#gone = summed;
  }
}

const counted: ReadonlySet<string> = new Set(['counter', 'histogram']);

/** In the worker: reports on request. An unavailable metric is omitted and keeps its last value. */
export async function metricsFor(
  message: unknown,
  registry: Registry,
  report: (figure: string, error: unknown) => void,
): Promise<MetricsReply | null> {
  const { data } = askForMetrics.safeParse(message);
  if (data === undefined) return null;
  const names = registry.getMetricsAsArray().map(({ name }) => name);
  const asked = data.all ? names : names.filter((name) => name.startsWith('civic_'));
  const values = await Promise.all(
    asked.map(async (name) => {
      try {
        return await registry.getSingleMetric(name)?.get();
      } catch (error) {
        report(name, error);
        return undefined;
      }
    }),
  );
  return { figures: 'told', round: data.round, values: values.filter((each) => each !== undefined) };
}
