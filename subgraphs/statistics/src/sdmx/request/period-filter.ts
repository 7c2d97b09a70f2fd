import { periodExamples } from '../../time/parse-period.ts';
import type { StartDay } from '../../time/reporting-year.ts';
import {
  allPeriods,
  type PeriodRange,
  rangeIn,
  requestedPeriod,
  type Timeline,
} from '../../time/timeline.ts';
import { syntaxError } from '../sdmx-error.ts';
import type { Comparison, ComponentFilter } from './component-filter.ts';
import { shorten } from './url.ts';

/**
 * The ranges of periods that a filter admits, by their numbers. A period of another frequency stands for all
 * periods that lie in it.
 *
 * @param startDay of the reporting years that the filter names
 * @throws SdmxError 140
 */
export function periodRanges(
  filter: ComponentFilter,
  time: Timeline,
  startDay: StartDay,
): readonly PeriodRange[] {
  const ranges = filter.flatMap((comparisons) =>
    comparisons
      .map((comparison) => rangesOf(comparison, time, startDay))
      .reduce<readonly PeriodRange[]>(intersections, [allPeriods]),
  );
  return merged(ranges);
}

function rangesOf(
  { operator, value }: Comparison,
  time: Timeline,
  startDay: StartDay,
): readonly PeriodRange[] {
  const period = requestedPeriod(time, value, startDay);
  if (period === undefined) {
    throw syntaxError(`c[TIME_PERIOD]: ${shorten(value)} is not a time period such as ${periodExamples}`);
  }
  const equal = rangeIn(time, period, period);
  const { from, to } = allPeriods;
  switch (operator) {
    case 'eq':
      return [equal];
    case 'ne':
      return [
        { from, to: equal.from - 1 },
        { from: Math.max(equal.to, equal.from - 1) + 1, to },
      ];
    case 'ge':
      return [{ from: equal.from, to }];
    case 'gt':
      return [{ from: time.firstFrom(period.end), to }];
    case 'le':
      return [{ from, to: equal.to }];
    case 'lt':
      return [{ from, to: time.lastBy(period.start) }];
    default:
      throw syntaxError(`c[TIME_PERIOD]: ${operator} is not for periods; use eq, ne, lt, le, gt or ge`);
  }
}

/** A loop, because a filter may exclude 1,000 periods, which makes a million pairs. */
function intersections(ones: readonly PeriodRange[], others: readonly PeriodRange[]): readonly PeriodRange[] {
  const found: PeriodRange[] = [];
  for (const one of ones) {
    for (const other of others) {
      const from = Math.max(one.from, other.from);
      const to = Math.min(one.to, other.to);
      if (from <= to) found.push({ from, to });
    }
  }
  return found;
}

/** Without overlaps, so that no observation counts twice. */
function merged(ranges: readonly PeriodRange[]): readonly PeriodRange[] {
  const sorted = ranges.filter(({ from, to }) => from <= to).sort((one, other) => one.from - other.from);
  const result: PeriodRange[] = [];
  for (const range of sorted) {
    const last = result.at(-1);
    if (last !== undefined && range.from <= last.to + 1) {
      result[result.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
    } else result.push(range);
  }
  return result;
}
