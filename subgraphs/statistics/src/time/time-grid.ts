import {
  dateMs,
  dateText,
  dateTimeText,
  dayMs,
  endOfTime,
  firstInstant,
  hourMs,
  minuteMs,
  twoDigits,
  yearText,
} from './calendar.ts';
import type { Frequency } from './frequency.ts';
import {
  firstWeek,
  januaryFirst,
  reportingMonthStart,
  reportingYearOf,
  type StartDay,
  yearOfWeek,
} from './reporting-year.ts';

/** Periods without gaps between them, each with the number under which the engine stores it. */
export interface TimeGrid {
  /** Difference between the numbers of neighbours. */
  readonly step: number;
  readonly last: number;
  /** Number of the last period that begins at or before an instant. */
  floor(instant: number): number;
  startOf(number: number): number;
  textOf(number: number): string;
}

/** The engine's column has 32 bits. */
const largestNumber = 2 ** 32 - 1;

/** Zone and start day that all periods of a data set have in common. */
export interface GridContext {
  readonly startDay: StartDay;
  readonly zone: string;
}

export function timeGrid(frequency: Exclude<Frequency, 'I'>, { startDay, zone }: GridContext): TimeGrid {
  switch (frequency) {
    case 'A':
      return monthGrid('A', 12, startDay);
    case 'S':
      return monthGrid('S', 6, startDay);
    case 'T':
      return monthGrid('T', 4, startDay);
    case 'Q':
      return monthGrid('Q', 3, startDay);
    case 'M':
      return monthGrid('M', 1, startDay);
    case 'W':
      return { ...evenGrid(firstMonday, 7 * dayMs), textOf: weekText(startDay) };
    case 'D':
    case 'B':
      return { ...evenGrid(firstInstant, dayMs), textOf: (day) => dateText(firstInstant + day * dayMs) };
    case 'H':
      return { ...evenGrid(firstInstant, hourMs), textOf: momentText(hourMs, zone) };
    case 'N':
      return { ...evenGrid(firstInstant, minuteMs), textOf: momentText(minuteMs, zone) };
  }
}

/** The numbers are months since year 0. */
function monthGrid(letter: 'A' | 'S' | 'T' | 'Q' | 'M', step: number, startDay: StartDay): TimeGrid {
  const startOf = (number: number) =>
    reportingMonthStart(Math.floor(number / 12), ((number % 12) + 12) % 12, startDay);
  const isGregorian = startDay === januaryFirst;
  return {
    step,
    last: 119_999 - step + 1,
    startOf,
    floor(instant) {
      const year = reportingYearOf(instant, startDay) * 12;
      // No month has more than 31 days, so this is at most a step too early.
      const months = Math.floor((instant - startOf(year)) / (31 * dayMs));
      let month = year + Math.floor(months / step) * step;
      while (startOf(month + step) <= instant) month += step;
      return month;
    },
    textOf(number) {
      const year = yearText(Math.floor(number / 12));
      const within = (number % 12) / step + 1;
      if (isGregorian && letter === 'A') return year;
      if (letter !== 'M') return `${year}-${letter}${within}`;
      return `${year}-${isGregorian ? '' : 'M'}${twoDigits(within)}`;
    },
  };
}

function evenGrid(origin: number, length: number): Omit<TimeGrid, 'textOf'> {
  return {
    step: 1,
    last: Math.min(Math.floor((endOfTime - origin) / length) - 1, largestNumber),
    startOf: (number) => origin + number * length,
    floor: (instant) => Math.floor((instant - origin) / length),
  };
}

const firstMonday = dateMs(0, 0, 3);

function weekText(startDay: StartDay): (number: number) => string {
  return (number) => {
    const monday = firstMonday + number * 7 * dayMs;
    const year = yearOfWeek(monday, startDay);
    const week = Math.round((monday - firstWeek(year, startDay)) / (7 * dayMs)) + 1;
    return `${yearText(year)}-W${twoDigits(week)}`;
  };
}

function momentText(length: number, zone: string): (number: number) => string {
  return (number) => dateTimeText(firstInstant + number * length) + zone;
}
