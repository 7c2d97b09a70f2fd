import type { MetricValue, Registry } from 'prom-client';

/*
 * prom-client validates and hashes labels at each observation, a microsecond several times a request. Here a
 * child is an object, and labels are formatted on collection.
 */

interface SeriesOptions {
  readonly name: string;
  readonly help: string;
  readonly labelNames: readonly string[];
  /** Further combinations of values are counted under `other`: client input must not fill the memory. */
  readonly maxSeries?: number;
}

const other = 'other';
const separator = '\0';

abstract class BoundSeries<Child> {
  readonly #options: SeriesOptions;
  readonly #children = new Map<string, Child>();

  constructor(options: SeriesOptions, type: 'histogram' | 'counter', registry: Registry) {
    this.#options = options;
    const { name, help } = options;
    // The registry asks for no more than this of a metric.
    const metric = {
      name,
      get: async () => ({
        name,
        help,
        type,
        aggregator: 'sum',
        values: [...this.#children].flatMap(([key, child]) => this.values(name, this.#labels(key), child)),
      }),
      reset: () => this.#children.clear(),
    };
    registry.registerMetric(metric as unknown as Parameters<Registry['registerMetric']>[0]);
  }

  /** The child for these values; cache it if it is used often. */
  of(...values: readonly string[]): Child {
    const key = values.join(separator);
    const known = this.#children.get(key);
    if (known !== undefined) return known;
    const isFull = this.#children.size >= (this.#options.maxSeries ?? Number.POSITIVE_INFINITY);
    const bounded = isFull ? values.map(() => other).join(separator) : key;
    const child = this.#children.get(bounded) ?? this.create();
    this.#children.set(bounded, child);
    return child;
  }

  protected abstract create(): Child;
  protected abstract values(
    name: string,
    labels: Readonly<Record<string, string>>,
    child: Child,
  ): MetricValue<string>[];

  #labels(key: string): Record<string, string> {
    const values = key.split(separator);
    return Object.fromEntries(this.#options.labelNames.map((name, at) => [name, values[at] ?? '']));
  }
}

export class BoundCounter {
  total = 0;

  inc(by = 1): void {
    this.total += by;
  }
}

export class BoundCounters extends BoundSeries<BoundCounter> {
  constructor(registry: Registry, options: SeriesOptions) {
    super(options, 'counter', registry);
  }

  protected create(): BoundCounter {
    return new BoundCounter();
  }

  protected values(_: string, labels: Readonly<Record<string, string>>, child: BoundCounter) {
    return [{ labels: { ...labels }, value: child.total }];
  }
}

export class BoundHistogram {
  readonly bounds: readonly number[];
  /** Per bucket; values above the last one appear only in `count`. */
  readonly within: Float64Array;
  sum = 0;
  count = 0;

  constructor(bounds: readonly number[]) {
    this.bounds = bounds;
    this.within = new Float64Array(bounds.length);
  }

  observe(seconds: number): void {
    const { bounds, within } = this;
    for (let at = 0; at < bounds.length; at += 1) {
      if (seconds <= (bounds[at] ?? 0)) {
        within[at] = (within[at] ?? 0) + 1;
        break;
      }
    }
    this.sum += seconds;
    this.count += 1;
  }
}

export class BoundHistograms extends BoundSeries<BoundHistogram> {
  readonly #bounds: readonly number[];

  constructor(registry: Registry, options: SeriesOptions & { readonly buckets: readonly number[] }) {
    super(options, 'histogram', registry);
    this.#bounds = options.buckets;
  }

  protected create(): BoundHistogram {
    return new BoundHistogram(this.#bounds);
  }

  protected values(name: string, labels: Readonly<Record<string, string>>, child: BoundHistogram) {
    let sofar = 0;
    const buckets = this.#bounds.map((bound, at) => {
      sofar += child.within[at] ?? 0;
      return { labels: { le: bound, ...labels }, value: sofar, metricName: `${name}_bucket` };
    });
    return [
      ...buckets,
      { labels: { le: '+Inf', ...labels }, value: child.count, metricName: `${name}_bucket` },
      { labels: { ...labels }, value: child.sum, metricName: `${name}_sum` },
      { labels: { ...labels }, value: child.count, metricName: `${name}_count` },
    ];
  }
}
