import { type Day, parseIsoDate } from '../gtfs/date.ts';

const lunarDate = new Intl.DateTimeFormat('en-u-ca-chinese', {
  month: 'numeric',
  day: 'numeric',
  timeZone: 'UTC',
});

/** First days of the lunar year, Dragon Boat, Mid-Autumn; month/day of the Chinese calendar. */
const lunarHolidays: ReadonlySet<string> = new Set(['1/1', '1/2', '1/3', '5/5', '8/15']);
const solarHolidays: ReadonlySet<string> = new Set(['01-01', '05-01', '05-02', '10-01', '10-02', '10-03']);

/**
 * Statutory holidays of mainland China in a year (Regulation on Public Holidays, as amended in 2024, without
 * shifted days), on which the demo city runs a Sunday timetable.
 */
export function holidaysOf(year: number): Day[] {
  const holidays: Day[] = [];
  const first = parseIsoDate(`${year}-01-01`) ?? 0;
  const last = parseIsoDate(`${year}-12-31`) ?? 0;
  for (let day = first; day <= last; day += 1) {
    const date = new Date(day * 86_400_000);
    const monthAndDay = date.toISOString().slice(5, 10);
    const lunar = lunarDate
      .formatToParts(date)
      .filter(({ type }) => type === 'month' || type === 'day')
      .map(({ value }) => value)
      .join('/');
    if (
      solarHolidays.has(monthAndDay) ||
      lunarHolidays.has(lunar) ||
      monthAndDay === `04-0${qingming(year)}`
    ) {
      holidays.push(day);
    }
  }
  return holidays;
}

/**
 * Day of April on which the sun reaches 15° of longitude in China; the usual approximation for 2000 to 2099.
 */
function qingming(year: number): number {
  const inCentury = year % 100;
  return Math.floor(inCentury * 0.2422 + 4.81) - Math.floor(inCentury / 4);
}
