import { distance } from 'geokdbush';
import { formatGtfsTime } from '../gtfs/time.ts';
import type { Rows } from './csv.ts';
import type { Line, Period } from './lines.ts';
import { directionsOf, placeOf, platform } from './network.ts';
import type { Place } from './places.ts';

/** A row of trips.txt with its rows of stop_times.txt. */
export interface DemoTrip {
  readonly row: Rows[number];
  readonly calls: Rows;
}

/** All trips of a line, in both directions, for every service. */
export function tripsOf(line: Line): DemoTrip[] {
  const services: [string, readonly Period[]][] = [
    ['weekday', line.weekday],
    ['weekend', line.weekend],
    ['late-weekend', line.lateWeekend ?? []],
  ];
  return services.flatMap(([service, periods]) =>
    directionsOf(line).flatMap((direction) =>
      startsOf(periods).map((start) => trip(line, service, direction, start)),
    ),
  );
}

function startsOf(periods: readonly Period[]): number[] {
  return periods.flatMap(({ from, to, headway }) => {
    const count = Math.ceil(((to - from) * 60) / headway);
    return Array.from({ length: count }, (_, run) => from * 3600 + run * headway * 60);
  });
}

function trip(line: Line, service: string, direction: number, start: number): DemoTrip {
  const id = `${line.id}-${direction + 1}-${service}-${formatGtfsTime(start).slice(0, 5).replace(':', '')}`;
  const stops = line.places.map(placeOf);
  if (direction === 1) stops.reverse();
  let now = start;
  const calls = stops.map((place, index) => {
    const previous = stops[index - 1];
    if (previous !== undefined) now += rideSeconds(line, previous, place);
    const arrival = now;
    if (index > 0 && index < stops.length - 1) now += line.dwellSeconds;
    return {
      trip_id: id,
      arrival_time: formatGtfsTime(arrival),
      departure_time: formatGtfsTime(now),
      stop_id: platform(line, place, direction).id,
      stop_sequence: String(index + 1),
    };
  });
  const row = {
    route_id: line.id,
    service_id: service,
    trip_id: id,
    trip_headsign: line.loop ? loopHeadsign : (stops.at(-1)?.name ?? ''),
    direction_id: String(direction),
    wheelchair_accessible: '1',
    // Boats take bikes, metro and buses do not.
    bikes_allowed: line.operator === 'water' ? '1' : '2',
  };
  return { row, calls };
}

/** Rounded to ten seconds; roads and rails are a quarter longer than the straight line. */
function rideSeconds({ kilometresPerHour }: Line, from: Place, to: Place): number {
  const kilometres = 1.25 * distance(from.longitude, from.latitude, to.longitude, to.latitude);
  return Math.max(60, Math.round((kilometres / kilometresPerHour) * 360) * 10);
}

export const loopHeadsign = '环湖';
