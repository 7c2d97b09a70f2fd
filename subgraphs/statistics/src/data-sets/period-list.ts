import type { Frequency } from '../time/frequency.ts';
import { type Interval, parsePeriod, periodExamples } from '../time/parse-period.ts';
import type { StartDay } from '../time/reporting-year.ts';
import { nameOf, type Timeline, timelineOf } from '../time/timeline.ts';

/** Periods of frequency I are listed in the profile of a release, which is in memory. */
const maximumListed = 100_000;

export interface PeriodsRead {
  readonly timeline: Timeline;
  /** Engine number of each period, by its number in the cells. */
  readonly numbers: Uint32Array;
  /** Rank of each period in time, by its number in the cells. */
  readonly ranks: Uint32Array;
}

interface ListedPeriod {
  readonly text: string;
  readonly interval: Interval;
}

/** The periods of a file in the order of their first rows; texts of the same period are one. */
export class PeriodList {
  readonly #frequency: Frequency;
  readonly #startDay: StartDay | undefined;
  readonly #grid: Timeline;
  readonly #byText = new Map<string, number>();
  readonly #byName = new Map<string | number, number>();
  readonly #periods: ListedPeriod[] = [];
  #zone: string | null = null;

  constructor(frequency: Frequency, startDay: StartDay | undefined) {
    this.#frequency = frequency;
    this.#startDay = startDay;
    this.#grid = timelineOf({ frequency, startDay });
  }

  /** @returns the number in the cells, or what is wrong with the text */
  numberOf(text: string): number | { readonly problem: string } {
    const known = this.#byText.get(text);
    if (known !== undefined) return known;
    const interval = parsePeriod(text, this.#startDay);
    const isListed = this.#frequency === 'I';
    const name = interval === undefined ? undefined : isListed ? nameOf(interval) : this.#grid.numberOf(text);
    if (interval === undefined || name === undefined) {
      return { problem: `is not a period of frequency ${this.#frequency} (${periodExamples})` };
    }
    this.#zone ??= interval.zone;
    if (interval.zone !== null && interval.zone !== this.#zone) {
      return { problem: `has another zone than earlier times, ${this.#zone || 'none'}; use one zone` };
    }
    const number = this.#byName.get(name) ?? this.#periods.length;
    if (number === this.#periods.length) {
      if (isListed && number >= maximumListed) {
        return { problem: `exceeds the maximum of ${maximumListed} times; split the data set` };
      }
      this.#periods.push({ text, interval });
      this.#byName.set(name, number);
    }
    this.#byText.set(text, number);
    return number;
  }

  finish(): PeriodsRead {
    const order = [...this.#periods.keys()].sort((one, other) => this.#compare(one, other));
    const ranks = new Uint32Array(order.length);
    for (const [rank, number] of order.entries()) ranks[number] = rank;
    const listed = order.map((number) => this.#periods[number]?.text ?? '');
    const timeline = timelineOf({
      frequency: this.#frequency,
      startDay: this.#startDay,
      zone: this.#zone ?? '',
      listed: this.#frequency === 'I' ? listed : undefined,
    });
    const numbers = Uint32Array.from(this.#periods, ({ text }) => timeline.numberOf(text) ?? 0);
    return { timeline, numbers, ranks };
  }

  #compare(one: number, other: number): number {
    const [a, b] = [this.#periods[one]?.interval, this.#periods[other]?.interval];
    if (a === undefined || b === undefined) return 0;
    return a.start - b.start || a.end - b.end;
  }
}
