import type { ServiceCalendar } from '../feed/service-calendar.ts';
import type { Instant, ZoneClock } from '../feed/zone-clock.ts';
import type { Day } from '../gtfs/date.ts';
import { type BookingRule, bookingType, type DayTime } from './on-demand-table.ts';

/** When a ride must be booked; `null` where the feed sets no limit. */
export interface BookingTime {
  readonly from: Instant | null;
  readonly until: Instant | null;
}

/** More days than any service books ahead. */
const maxDaysBack = 370;

/**
 * When a ride at an instant can be booked.
 *
 * @param day service day of the ride
 */
export function bookingTime(
  { type, leastMinutes, mostMinutes, last, start, service }: BookingRule,
  { calendar, clock }: { readonly calendar: ServiceCalendar; readonly clock: ZoneClock },
  day: Day,
  ride: Instant,
): BookingTime {
  const instantOf = (time: DayTime) =>
    clock.serviceDayStart(dayBefore(calendar, service, day, time.days)) + time.seconds;
  const from = start === null ? null : instantOf(start);
  if (type === bookingType.realTime) return { from: null, until: ride };
  if (type === bookingType.priorDays) return { from, until: last === null ? null : instantOf(last) };
  return {
    from: mostMinutes === null ? from : ride - mostMinutes * 60,
    until: leastMinutes === null ? null : ride - leastMinutes * 60,
  };
}

/** A number of days before a day; of a service, only those on which it runs. */
function dayBefore(calendar: ServiceCalendar, service: number, day: Day, days: number): Day {
  if (service === -1) return day - days;
  let before = day;
  for (let left = days; left > 0 && day - before < maxDaysBack; ) {
    before -= 1;
    if (calendar.activeOn(before)[service] === 1) left -= 1;
  }
  return before;
}
