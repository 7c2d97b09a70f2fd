/** Served frequencies of SDMX CL_FREQ, with the number of months of a period. */
const monthsOf = { A: 12, S: 6, Q: 3, M: 1 } as const;

export type Frequency = keyof typeof monthsOf;
export const frequencies = ['A', 'S', 'Q', 'M'] as const satisfies readonly Frequency[];

/** One SDMX time period, as months since year 0. */
export interface TimePeriod {
  readonly frequency: Frequency;
  readonly firstMonth: number;
  readonly lastMonth: number;
}

export function monthsIn(frequency: Frequency): number {
  return monthsOf[frequency];
}

export const periodExamples = '2015, 2015-S1, 2015-Q1 or 2015-03';

/**
 * Gregorian time periods of SDMX 3: `2015`, `2015-S1`, `2015-Q1`, `2015-03`; `undefined` for anything else.
 */
export function parsePeriod(text: string): TimePeriod | undefined {
  const match = /^(\d{4})(?:-(?:S([12])|Q([1-4])|(0[1-9]|1[0-2])))?$/.exec(text);
  if (match === null) return undefined;
  const [, year, half, quarter, month] = match;
  const january = Number(year) * 12;
  if (half !== undefined) return period('S', january + (Number(half) - 1) * 6);
  if (quarter !== undefined) return period('Q', january + (Number(quarter) - 1) * 3);
  if (month !== undefined) return period('M', january + Number(month) - 1);
  return period('A', january);
}

function period(frequency: Frequency, firstMonth: number): TimePeriod {
  return { frequency, firstMonth, lastMonth: firstMonth + monthsOf[frequency] - 1 };
}

/** First months of the first and the last period of a range, both included. */
export interface PeriodRange {
  readonly from: number;
  readonly to: number;
}

/** Every period of the years 0 to 9999. */
export const allPeriods: PeriodRange = Object.freeze({ from: 0, to: 119_999 });

/**
 * The periods of a frequency that lie entirely between two others, which may have another frequency: 2015-03
 * to 2016 gives the year 2016, and the months 2015-03 to 2016-12.
 */
export function rangeIn(frequency: Frequency, from: TimePeriod | null, to: TimePeriod | null): PeriodRange {
  const months = monthsOf[frequency];
  return {
    from: from === null ? allPeriods.from : Math.ceil(from.firstMonth / months) * months,
    to: to === null ? allPeriods.to : (Math.floor((to.lastMonth + 1) / months) - 1) * months,
  };
}

/** The text of the period that begins with a month, counted from the first of year 0. */
export function periodText(frequency: Frequency, firstMonth: number): string {
  const months = monthsOf[frequency];
  const year = String(Math.floor(firstMonth / 12)).padStart(4, '0');
  const within = (firstMonth % 12) / months + 1;
  if (frequency === 'A') return year;
  return frequency === 'M' ? `${year}-${String(within).padStart(2, '0')}` : `${year}-${frequency}${within}`;
}
