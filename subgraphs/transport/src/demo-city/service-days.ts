import { formatGtfsDate, weekday } from '../gtfs/date.ts';
import type { Rows } from './csv.ts';
import { holidaysOf } from './holidays.ts';

/** Services of the week, valid in `year` and the next. */
export function calendarRows(year: number): Rows {
  const week = (service_id: string, days: string) => ({
    service_id,
    ...Object.fromEntries(
      ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'].map((name, day) => [
        name,
        days.charAt(day),
      ]),
    ),
    start_date: `${year}0101`,
    end_date: `${year + 1}1231`,
  });
  return [week('weekday', '1111100'), week('weekend', '0000011'), week('late-weekend', '0000110')];
}

/** A holiday on a working day uses the weekend timetable. */
export function calendarDateRows(year: number): Rows {
  return [...holidaysOf(year), ...holidaysOf(year + 1)]
    .filter((day) => weekday(day) < 5)
    .map(formatGtfsDate)
    .flatMap((date) => [
      { service_id: 'weekday', date, exception_type: '2' },
      { service_id: 'weekend', date, exception_type: '1' },
    ]);
}
