import { addMonths, dateMs, dayMs, hourMs, minuteMs } from './calendar.ts';
import {
  firstWeek,
  januaryFirst,
  reportingMonthStart,
  reportingYearStart,
  type StartDay,
} from './reporting-year.ts';

/** What a text of SDMX's ObservationalTimePeriod stands for, in milliseconds on its own clock. */
export interface Interval {
  readonly start: number;
  /** The first instant after it; the start for a date-time, which is an instant. */
  readonly end: number;
  /** `Z`, `+08:00`; empty without a zone; null for periods without a time of day. */
  readonly zone: string | null;
}

export const periodExamples =
  '2015, 2015-S1, 2015-T1, 2015-Q1, 2015-03, 2015-W01, 2015-03-01, 2015-03-01T13:00:00 or 2015-03-01/P10D';

const monthsIn = { A: 12, S: 6, T: 4, Q: 3, M: 1 } as const;
const countOf = { A: 1, S: 2, T: 3, Q: 4, M: 12 } as const;

/**
 * Parses any observational time period of SDMX 3.0: Gregorian and reporting periods, date-times, time ranges.
 *
 * @param startDay of reporting years
 * @returns `undefined` for anything else
 */
export function parsePeriod(text: string, startDay: StartDay = januaryFirst): Interval | undefined {
  if (text.length > 64) return undefined;
  return gregorian(text) ?? reporting(text, startDay) ?? moment(text) ?? timeRange(text);
}

function gregorian(text: string): Interval | undefined {
  const match = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$/.exec(text);
  if (match === null) return undefined;
  const [year = 0, month, day] = match.slice(1).map((one) => (one === undefined ? undefined : Number(one)));
  if (month === undefined) return days(dateMs(year, 0, 1), dateMs(year + 1, 0, 1));
  if (month < 1 || month > 12) return undefined;
  if (day === undefined) return days(dateMs(year, month - 1, 1), dateMs(year, month, 1));
  const start = dateMs(year, month - 1, day);
  // The 30th of February would be a day of March.
  return day < 1 || new Date(start).getUTCDate() !== day ? undefined : days(start, start + dayMs);
}

function reporting(text: string, startDay: StartDay): Interval | undefined {
  const match = /^(\d{4})-(?:([ASTQ])(\d)|(M|W)(\d\d)|(D)(\d{3}))$/.exec(text);
  if (match === null) return undefined;
  const [, yearText, ...parts] = match;
  const year = Number(yearText);
  const [kind = '', number = ''] = parts.filter((part) => part !== undefined);
  const index = Number(number) - 1;
  if (index < 0) return undefined;
  if (kind === 'W') {
    const start = firstWeek(year, startDay) + index * 7 * dayMs;
    return start < firstWeek(year + 1, startDay) ? days(start, start + 7 * dayMs) : undefined;
  }
  if (kind === 'D') {
    const start = reportingYearStart(year, startDay) + index * dayMs;
    return start < reportingYearStart(year + 1, startDay) ? days(start, start + dayMs) : undefined;
  }
  const period = kind as keyof typeof monthsIn;
  if (index >= countOf[period]) return undefined;
  const month = index * monthsIn[period];
  return days(
    reportingMonthStart(year, month, startDay),
    reportingMonthStart(year, month + monthsIn[period], startDay),
  );
}

function moment(text: string): Interval | undefined {
  const match =
    /^(\d{4}-\d\d-\d\d)T([01]\d|2[0-3]):([0-5]\d):([0-5]\d)(?:\.(\d{1,3}))?(Z|[+-](?:0\d|1[0-4]):[0-5]\d)?$/.exec(
      text,
    );
  if (match === null) return undefined;
  const [, date = '', hours, minutes, seconds, fraction = '', zone = ''] = match;
  const day = gregorian(date);
  if (day === undefined) return undefined;
  const start =
    day.start +
    Number(hours) * hourMs +
    Number(minutes) * minuteMs +
    Number(seconds) * 1000 +
    Number(fraction.padEnd(3, '0'));
  return { start, end: start, zone };
}

/** `2015-03-01/P10D`: a date or date-time, and a duration of XML Schema. */
function timeRange(text: string): Interval | undefined {
  const [from = '', duration = '', ...more] = text.split('/');
  const match =
    /^P(?=.)(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,6})D)?(?:T(?=.)(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/.exec(
      duration,
    );
  if (match === null || more.length > 0) return undefined;
  const begin = from.length === 10 ? gregorian(from) : moment(from);
  if (begin === undefined) return undefined;
  const [years = 0, months = 0, dayCount = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((one) => Number(one ?? 0));
  const end =
    addMonths(begin.start, years * 12 + months) +
    dayCount * dayMs +
    hours * hourMs +
    minutes * minuteMs +
    seconds * 1000;
  return end > begin.start && end <= dateMs(10_000, 0, 1) ? { ...begin, end } : undefined;
}

function days(start: number, end: number): Interval {
  return { start, end, zone: null };
}

/** Minutes that a clock is ahead of UTC. */
export function offsetOf(zone: string): number {
  const [, sign, hours, minutes] = /^([+-])(\d\d):(\d\d)$/.exec(zone) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}
