import { addMonths, dateMs, dayMs, weekday, yearOf } from './calendar.ts';

/** First day of reporting years (SDMX 3.0, section 6, 4.2.4), as XML Schema writes it: `--07-01`. */
export type StartDay = string;

export const januaryFirst: StartDay = '--01-01';
export const startDayPattern = /^--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/;

/** The first instant of a reporting year, which is named after the year in which it begins. */
export function reportingYearStart(year: number, startDay: StartDay): number {
  if (startDay === januaryFirst) return dateMs(year, 0, 1);
  const [month = 1, day = 1] = startDay.split('-').slice(2).map(Number);
  const lastDay = new Date(dateMs(year, month, 0)).getUTCDate();
  return dateMs(year, month - 1, Math.min(day, lastDay));
}

/** The first instant of the nth month of a reporting year, from 0. */
export function reportingMonthStart(year: number, month: number, startDay: StartDay): number {
  return addMonths(reportingYearStart(year, startDay), month);
}

/** The reporting year that an instant is in. */
export function reportingYearOf(instant: number, startDay: StartDay): number {
  const year = yearOf(instant);
  return reportingYearStart(year, startDay) <= instant ? year : year - 1;
}

/** Monday of the first week of a reporting year: the week with at least four of its days. */
export function firstWeek(year: number, startDay: StartDay): number {
  const start = reportingYearStart(year, startDay);
  const day = weekday(start);
  return start + (day <= 3 ? -day : 7 - day) * dayMs;
}

/** The reporting year that a week belongs to. @param monday of the week */
export function yearOfWeek(monday: number, startDay: StartDay): number {
  const year = yearOf(monday);
  const found = [year + 1, year, year - 1].find((one) => firstWeek(one, startDay) <= monday);
  return found ?? year - 1;
}
