import {
  AggregatorRegistry,
  type MetricObjectWithValues,
  type MetricValue,
  type Registry,
} from 'prom-client';
import { z } from 'zod';

/** As a registry tells its figures. */
export type Figures = MetricObjectWithValues<MetricValue<string>>[];

export interface AskForMetrics {
  readonly figures: 'ask';
  readonly round: number;
  /** Else only the gateway's own: to be asked for some of those of its process changes them. */
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

/** A worker that is asked for its figures. */
export interface AskedWorker {
  send(message: AskForMetrics): void;
  /** Ends it at once, whatever it is at. */
  kill(): void;
}

interface Known {
  values: Figures;
  /** In which round it has answered last. */
  answered: number;
  /** How often it was looked at since it has answered last. */
  missed: number;
}

/** For so long whoever looks at the figures waits for a worker that does not tell its own. */
const patienceMs = 1_000;
/** One that was looked at so often and did not answer is not coming back. */
const mostMissed = 6;

/**
 * What all workers have counted, those that have ended included: a sum that falls looks to Prometheus like a
 * counter that began anew, and all that is left of it like as many new requests. Of a worker that hangs it is
 * what it told last; one that says nothing for half a minute is ended, so that another takes its place.
 */
export class WorkerMetrics {
  readonly #known = new Map<AskedWorker, Known>();
  /** What those counted that are gone. */
  #gone: Figures = [];
  #round = 0;
  readonly #whenComplete = new Set<() => void>();

  /** From now on it is asked. */
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
    // What cannot be summed is seen when it is read.
    this.#condenseGone().catch(() => undefined);
    this.#tellComplete();
  }

  /** To be called every few seconds: what a worker counts after it was last asked is lost with it. */
  look(): void {
    for (const [worker, known] of this.#known) {
      // Neither seconds, which pass where the whole machine stands still, nor rounds, of which whoever reads
      // figures begins one.
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

  /** Where each has answered since it was last asked. */
  #tellComplete(): void {
    for (const { answered } of this.#known.values()) if (answered < this.#round) return;
    for (const told of this.#whenComplete) told();
    this.#whenComplete.clear();
  }

  #ask(all: boolean): void {
    this.#round += 1;
    for (const worker of this.#known.keys()) worker.send({ figures: 'ask', round: this.#round, all });
  }

  /** As many as one worker has, however many have ended. */
  async #condenseGone(): Promise<void> {
    const gone = this.#gone;
    const summed = await AggregatorRegistry.aggregate([gone]).getMetricsAsJSON();
    // Another one has ended meanwhile: its figures come next, these with them.
    if (this.#gone === gone) this.#gone = summed;
  }
}

const counted: ReadonlySet<string> = new Set(['counter', 'histogram']);

/**
 * In the worker: tells when it is asked. A figure that cannot be had is left out, and what it was last stays.
 */
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
