import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { describeWithData, sharedDataFile } from './shared-data.ts';

export const kuopioPath = sharedDataFile('gtfs-kuopio.zip');

/** Describes tests that need the feed: skipped if it is absent, failing then on CI. */
export function describeWithKuopio(name: string, body: () => void): void {
  describeWithData(name, ['gtfs-kuopio.zip'], body);
}

export interface RawStopTime {
  readonly trip: string;
  readonly stop: string;
  readonly sequence: number;
  /** Seconds after noon minus 12 h. */
  readonly arrival: number;
  readonly departure: number;
}

type RawRow = (column: string) => string;

/**
 * Reads the feed without the code under test. Only names in stops.txt are quoted, and these are not read
 * here.
 */
export function readRawKuopio() {
  const files = unzipSync(readFileSync(kuopioPath));
  const lines = (file: string) =>
    strFromU8(files[file] ?? new Uint8Array())
      .replace(/^\uFEFF/, '')
      .trim()
      .split(/\r?\n/);
  const rows = (file: string): RawRow[] => {
    const [header = '', ...body] = lines(file);
    const columns = header.split(',');
    return body.map((line) => {
      const values = line.split(',');
      return (column) => values[columns.indexOf(column)] ?? '';
    });
  };
  const stopTimes: RawStopTime[] = rows('stop_times.txt').map((row) => ({
    trip: row('trip_id'),
    stop: row('stop_id'),
    sequence: Number(row('stop_sequence')),
    arrival: seconds(row('arrival_time')),
    departure: seconds(row('departure_time')),
  }));
  const places = lines('stops.txt')
    .slice(1)
    .map((line) => /^([^,]+),.*,(-?[\d.]+),(-?[\d.]+),[^,]*$/.exec(line) ?? [])
    .map(([, id = '', latitude, longitude]) => ({
      id,
      latitude: Number(latitude),
      longitude: Number(longitude),
    }));
  return {
    stopTimes,
    places,
    calls: groupByTrip(stopTimes),
    serviceOfTrip: new Map(rows('trips.txt').map((row) => [row('trip_id'), row('service_id')])),
    calendar: rows('calendar.txt'),
    exceptions: rows('calendar_dates.txt'),
  };
}

export type RawKuopio = ReturnType<typeof readRawKuopio>;

function seconds(time: string): number {
  return time.split(':').reduce((sum, part) => sum * 60 + Number.parseInt(part, 10), 0);
}

function groupByTrip(stopTimes: readonly RawStopTime[]): Map<string, RawStopTime[]> {
  const calls = new Map<string, RawStopTime[]>();
  for (const stopTime of stopTimes) {
    const known = calls.get(stopTime.trip);
    if (known) known.push(stopTime);
    else calls.set(stopTime.trip, [stopTime]);
  }
  for (const list of calls.values()) list.sort((one, other) => one.sequence - other.sequence);
  return calls;
}

const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];

/** Services that run on a date, `YYYY-MM-DD`. */
export function rawServicesOn({ calendar, exceptions }: RawKuopio, date: string): Set<string> {
  const compact = date.replaceAll('-', '');
  const weekday = weekdays[new Date(`${date}T12:00:00Z`).getUTCDay()] ?? '';
  const running = new Set(
    calendar
      .filter((row) => row(weekday) === '1' && row('start_date') <= compact && compact <= row('end_date'))
      .map((row) => row('service_id')),
  );
  for (const row of exceptions) {
    if (row('date') !== compact) continue;
    if (row('exception_type') === '1') running.add(row('service_id'));
    else running.delete(row('service_id'));
  }
  return running;
}

/** Clock changes in Finland during the feed's validity. */
const winterTime = Date.parse('2016-10-30T01:00:00Z') / 1000;
const summerTime = Date.parse('2017-03-26T01:00:00Z') / 1000;

function helsinkiOffset(instant: number): number {
  return instant >= winterTime && instant < summerTime ? 7200 : 10_800;
}

/** Noon minus 12 h of a service day, in seconds since 1970. */
export function rawDayStart(date: string): number {
  const noonUtc = Date.parse(`${date}T12:00:00Z`) / 1000;
  return noonUtc - helsinkiOffset(noonUtc - 7200) - 43_200;
}

export function rawFormat(instant: number): string {
  const offset = helsinkiOffset(instant);
  return `${new Date((instant + offset) * 1000).toISOString().slice(0, 19)}+0${offset / 3600}:00`;
}

export function dayAfter(date: string, days = 1): string {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
