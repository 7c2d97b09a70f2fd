import {
  allPeriods,
  type Frequency,
  monthsIn,
  type PeriodRange,
  parsePeriod,
  periodExamples,
} from '../../observations/time-period.ts';
import { syntaxError } from '../sdmx-error.ts';
import type { Comparison, ComponentFilter } from './component-filter.ts';
import { shorten } from './url.ts';

/**
 * The ranges of periods that a filter admits, by their first months. A period of another frequency stands for
 * all of its months.
 *
 * @throws SdmxError 140
 */
export function periodRanges(filter: ComponentFilter, frequency: Frequency): readonly PeriodRange[] {
  const ranges = filter.flatMap((comparisons) =>
    comparisons
      .map((comparison) => rangesOf(comparison, frequency))
      .reduce<readonly PeriodRange[]>(intersections, [allPeriods]),
  );
  return merged(ranges);
}

function rangesOf({ operator, value }: Comparison, frequency: Frequency): readonly PeriodRange[] {
  const period = parsePeriod(value);
  if (period === undefined) {
    throw syntaxError(`c[TIME_PERIOD]: ${shorten(value)} is not a time period such as ${periodExamples}`);
  }
  const { firstMonth, lastMonth } = period;
  const last = monthsIn(frequency) - 1;
  const { from, to } = allPeriods;
  switch (operator) {
    case 'eq':
      return [{ from: firstMonth, to: lastMonth - last }];
    case 'ne':
      return [
        { from, to: firstMonth - 1 },
        { from: Math.max(lastMonth - last, firstMonth - 1) + 1, to },
      ];
    case 'ge':
      return [{ from: firstMonth, to }];
    case 'gt':
      return [{ from: lastMonth + 1, to }];
    case 'le':
      return [{ from, to: lastMonth - last }];
    case 'lt':
      return [{ from, to: firstMonth - last - 1 }];
    default:
      throw syntaxError(`c[TIME_PERIOD]: ${operator} is not for periods; use eq, ne, lt, le, gt or ge`);
  }
}

function intersections(ones: readonly PeriodRange[], others: readonly PeriodRange[]): readonly PeriodRange[] {
  return ones.flatMap((one) =>
    others.flatMap((other) => {
      const both = { from: Math.max(one.from, other.from), to: Math.min(one.to, other.to) };
      return both.from <= both.to ? [both] : [];
    }),
  );
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
