import { minuteMs } from './calendar.ts';
import type { Frequency } from './frequency.ts';
import { type Interval, offsetOf, parsePeriod } from './parse-period.ts';
import { januaryFirst, type StartDay } from './reporting-year.ts';
import { type TimeGrid, timeGrid } from './time-grid.ts';

/** Numbers of the first and the last period of a range, both included. */
export interface PeriodRange {
  readonly from: number;
  readonly to: number;
}

/** Every period. */
export const allPeriods: PeriodRange = Object.freeze({ from: 0, to: 2 ** 32 - 1 });

/** The periods of a data set: their texts, their order, and their numbers in the engine. */
export interface Timeline {
  readonly frequency: Frequency;
  readonly startDay: StartDay;
  /** `Z`, `+08:00`, or empty: of all times of day. */
  readonly zone: string;
  /** The periods of frequency I, which follow no rule. */
  readonly listed: readonly string[] | null;
  text(number: number): string;
  interval(number: number): { readonly start: number; readonly end: number };
  /** `undefined` if a text is not one of its periods. */
  numberOf(text: string): number | undefined;
  /** Number of the first period that begins at or after an instant. */
  firstFrom(instant: number): number;
  /** Number of the last period that ends by an instant; of frequency I, that begins before it. */
  lastBy(instant: number): number;
  /** Number of the period before. */
  before(number: number): number;
}

interface TimelineOptions {
  readonly frequency: Frequency;
  readonly startDay?: StartDay | undefined;
  readonly zone?: string | undefined;
  readonly listed?: readonly string[] | undefined;
}

export function timelineOf({
  frequency,
  startDay = januaryFirst,
  zone = '',
  listed = [],
}: TimelineOptions): Timeline {
  return frequency === 'I'
    ? new ListedTimeline(listed, startDay, zone)
    : new GridTimeline(frequency, startDay, zone);
}

class GridTimeline implements Timeline {
  readonly frequency: Frequency;
  readonly startDay: StartDay;
  readonly zone: string;
  readonly listed = null;
  readonly #grid: TimeGrid;

  constructor(frequency: Exclude<Frequency, 'I'>, startDay: StartDay, zone: string) {
    this.frequency = frequency;
    this.startDay = startDay;
    this.zone = zone;
    this.#grid = timeGrid(frequency, { startDay, zone });
  }

  text(number: number): string {
    return this.#grid.textOf(number);
  }

  interval(number: number) {
    return { start: this.#grid.startOf(number), end: this.#grid.startOf(number + this.#grid.step) };
  }

  numberOf(text: string): number | undefined {
    const period = parsePeriod(text, this.startDay);
    if (period === undefined) return undefined;
    const number = this.#grid.floor(period.start);
    if (number < 0 || number > this.#grid.last) return undefined;
    const { start, end } = this.interval(number);
    const isWhole = hasTimes(this.frequency) && period.zone !== null && period.end === period.start;
    return period.start === start && (isWhole || period.end === end) ? number : undefined;
  }

  firstFrom(instant: number): number {
    const number = this.#grid.floor(instant);
    return Math.max(0, this.#grid.startOf(number) === instant ? number : number + this.#grid.step);
  }

  lastBy(instant: number): number {
    return Math.min(this.before(this.#grid.floor(instant)), this.#grid.last);
  }

  before(number: number): number {
    return number - this.#grid.step;
  }
}

/** Whether date-times name its periods. */
function hasTimes(frequency: Frequency): boolean {
  return frequency === 'H' || frequency === 'N';
}

/** Numbers are positions in the list, whose order is that of the starts. */
class ListedTimeline implements Timeline {
  readonly frequency = 'I';
  readonly startDay: StartDay;
  readonly zone: string;
  readonly listed: readonly string[];
  #parsed: { readonly starts: Float64Array; readonly ends: Float64Array } | undefined;

  constructor(listed: readonly string[], startDay: StartDay, zone: string) {
    this.listed = listed;
    this.startDay = startDay;
    this.zone = zone;
  }

  /** Parsed when they are needed, and then held: every release has a timeline, and most are not read. */
  get #intervals() {
    if (this.#parsed !== undefined) return this.#parsed;
    const starts = new Float64Array(this.listed.length);
    const ends = new Float64Array(this.listed.length);
    for (const [number, text] of this.listed.entries()) {
      const { start, end } = parsePeriod(text, this.startDay) ?? { start: 0, end: 0 };
      starts[number] = start;
      ends[number] = end;
    }
    this.#parsed = { starts, ends };
    return this.#parsed;
  }

  text(number: number): string {
    return this.listed[number] ?? '';
  }

  interval(number: number) {
    const { starts, ends } = this.#intervals;
    return { start: starts[number] ?? 0, end: ends[number] ?? 0 };
  }

  numberOf(text: string): number | undefined {
    const period = parsePeriod(text, this.startDay);
    if (period === undefined) return undefined;
    const number = this.#firstFrom(period.start, period.end);
    const { start, end } = this.interval(number);
    return number < this.listed.length && start === period.start && end === period.end ? number : undefined;
  }

  firstFrom(instant: number): number {
    return this.#firstFrom(instant, Number.NEGATIVE_INFINITY);
  }

  /** Number of the first period that begins later, or at `start` without ending before `end`. */
  #firstFrom(start: number, end: number): number {
    const { starts, ends } = this.#intervals;
    let [low, high] = [0, starts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      const difference = (starts[middle] ?? 0) - start || (ends[middle] ?? 0) - end;
      if (difference < 0) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  lastBy(instant: number): number {
    return this.firstFrom(instant) - 1;
  }

  before(number: number): number {
    return number - 1;
  }
}

/** Two texts with the same name are the same period. */
export function nameOf({ start, end }: Pick<Interval, 'start' | 'end'>): string {
  return `${start}/${end}`;
}

/** A period that a client names, on the clock of the data set. */
export interface RequestedPeriod {
  readonly start: number;
  readonly end: number;
}

/**
 * Parses a period of any frequency. An instant stands for the hour or minute that begins with it, if the data
 * set has hours or minutes.
 */
export function requestedPeriod(
  timeline: Timeline,
  text: string,
  startDay: StartDay = timeline.startDay,
): RequestedPeriod | undefined {
  const { frequency, zone } = timeline;
  const period = parsePeriod(text, startDay);
  if (period === undefined) return undefined;
  const shift =
    period.zone === null || period.zone === '' || zone === ''
      ? 0
      : (offsetOf(zone) - offsetOf(period.zone)) * minuteMs;
  const [start, end] = [period.start + shift, period.end + shift];
  if (end > start) return { start, end };
  if (frequency === 'I') return { start, end: start + 1 };
  const first = timeline.interval(timeline.firstFrom(start));
  return { start, end: hasTimes(frequency) && first.start === start ? first.end : end };
}

/**
 * The periods that lie entirely between two others, which may have another frequency: of months, 2015-03 to
 * 2016 gives 2015-03 to 2016-12. Periods of frequency I need only begin between them.
 */
export function rangeIn(
  timeline: Timeline,
  from: RequestedPeriod | null,
  to: RequestedPeriod | null,
): PeriodRange {
  return {
    from: from === null ? allPeriods.from : timeline.firstFrom(from.start),
    to: to === null ? allPeriods.to : timeline.lastBy(to.end),
  };
}

/** Whether equal numbers mean equal periods. */
export function isSameTimeline(one: Timeline, other: Timeline): boolean {
  return (
    one.frequency === other.frequency &&
    one.startDay === other.startDay &&
    one.zone === other.zone &&
    one.listed?.join() === other.listed?.join()
  );
}
