import { readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';

/*
 * A second, straightforward implementation of GTFS Realtime trip updates, for comparison: it shares no code
 * with the service, not even the decoder.
 */

/** Fields of a message by number; each occurrence is a number, or the bytes of a string or message. */
type Fields = Map<number, (number | Buffer)[]>;

function fieldsOf(bytes: Buffer): Fields {
  const fields: Fields = new Map();
  let position = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(position++);
      value |= BigInt(byte & 127) << shift;
      if (byte < 128) return Number(BigInt.asIntN(64, value));
    }
  };
  while (position < bytes.length) {
    const tag = varint();
    const wire = tag & 7;
    let value: number | Buffer;
    if (wire === 0) value = varint();
    else if (wire === 2) {
      const length = varint();
      value = bytes.subarray(position, position + length);
      position += length;
    } else if (wire === 5) {
      value = bytes.readFloatLE(position);
      position += 4;
    } else {
      value = bytes.readDoubleLE(position);
      position += 8;
    }
    const number = tag >>> 3;
    fields.set(number, [...(fields.get(number) ?? []), value]);
  }
  return fields;
}

const first = (fields: Fields | undefined, number: number) => fields?.get(number)?.at(-1);
const text = (fields: Fields | undefined, number: number) => {
  const value = first(fields, number);
  return value === undefined ? undefined : String(value);
};
const integer = (fields: Fields | undefined, number: number) => first(fields, number) as number | undefined;
const inner = (fields: Fields | undefined, number: number) => {
  const value = first(fields, number);
  return Buffer.isBuffer(value) ? fieldsOf(value) : undefined;
};

/** What a trip update says of a call, in seconds since 1970. */
export interface ExpectedTimes {
  readonly sequence: number;
  readonly state: 'SCHEDULED' | 'UPDATED' | 'SKIPPED';
  readonly arrival: number | null;
  readonly departure: number | null;
}

export interface ExpectedTrip {
  readonly trip: string;
  readonly startDate: string;
  readonly isCanceled: boolean;
  readonly calls: readonly ExpectedTimes[];
}

export interface OracleResult {
  /** Time of the message. */
  readonly timestamp: number;
  readonly expected: readonly ExpectedTrip[];
  /** Trip updates for trips that the feed does not have, or that do not run on their day. */
  readonly unmatched: number;
  readonly vehicles: number;
}

/** @param utcOffset of the feed's zone on the day of the message, in hours */
export function applyByOracle(zip: string, message: string, utcOffset: number): OracleResult {
  const files = unzipSync(readFileSync(zip));
  const table = (name: string) => (files[name] ? csv(strFromU8(files[name])) : []);
  const trips = new Map(table('trips.txt').map((row) => [row.trip_id ?? '', row]));
  const stopTimes = new Map<string, Record<string, string>[]>();
  for (const row of table('stop_times.txt')) {
    const { trip_id = '' } = row;
    stopTimes.set(trip_id, [...(stopTimes.get(trip_id) ?? []), row]);
  }
  const runs = (service: string, date: string) => {
    const exception = table('calendar_dates.txt').find(
      (row) => row.service_id === service && row.date === date,
    );
    if (exception) return exception.exception_type === '1';
    const weekday = new Date(`${date.slice(0, 4)}-${date.slice(4, 6)}-${date.slice(6)}`).getUTCDay();
    const names = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'];
    return table('calendar.txt').some(
      (row) =>
        row.service_id === service &&
        row[names[weekday] ?? ''] === '1' &&
        (row.start_date ?? '') <= date &&
        date <= (row.end_date ?? ''),
    );
  };
  const feed = fieldsOf(readFileSync(message));
  const timestamp = integer(inner(feed, 1), 3) ?? 0;
  const entities = (feed.get(2) ?? []).map((entity) => fieldsOf(entity as Buffer));
  const expected: ExpectedTrip[] = [];
  let unmatched = 0;
  for (const update of entities.flatMap((entity) => inner(entity, 3) ?? [])) {
    const descriptor = inner(update, 1);
    const trip = text(descriptor, 1) ?? '';
    const row = trips.get(trip);
    const today = new Date((timestamp + utcOffset * 3600) * 1000)
      .toISOString()
      .slice(0, 10)
      .replaceAll('-', '');
    const startDate = text(descriptor, 3) ?? today;
    if (row === undefined || !runs(row.service_id ?? '', startDate)) {
      unmatched += 1;
      continue;
    }
    const midnight =
      Date.parse(`${startDate.slice(0, 4)}-${startDate.slice(4, 6)}-${startDate.slice(6)}T00:00:00Z`) / 1000 -
      utcOffset * 3600;
    const scheduled = (stopTimes.get(trip) ?? [])
      .map((call) => ({
        sequence: Number(call.stop_sequence),
        stop: call.stop_id,
        arrival: seconds(call.arrival_time || call.departure_time),
        departure: seconds(call.departure_time || call.arrival_time),
      }))
      .sort((one, other) => one.sequence - other.sequence);
    const updates = (update.get(2) ?? []).map((each) => fieldsOf(each as Buffer));
    const isCanceled = integer(descriptor, 4) === 3;
    const calls: ExpectedTimes[] = [];
    let delay = integer(update, 5) ?? null;
    // Where number and stop disagree, the stop counts if the trip calls there.
    const placeOf = (each: Fields) => {
      const [sequence, stop] = [integer(each, 1), text(each, 4)];
      const numbered = scheduled.findIndex((call) => call.sequence === sequence);
      const there = scheduled.findIndex((call) => call.stop === stop);
      if (numbered !== -1 && (stop === undefined || scheduled[numbered]?.stop === stop)) return numbered;
      return there === -1 ? numbered : there;
    };
    const byPlace = new Map(updates.map((each) => [placeOf(each), each]));
    for (const [index, call] of scheduled.entries()) {
      const found = byPlace.get(index);
      const relationship = integer(found, 5) ?? 0;
      const delayOf = (number: 2 | 3, time: number) => {
        const event = inner(found, number);
        const absolute = integer(event, 2);
        return absolute ? absolute - (midnight + time) : (integer(event, 1) ?? null);
      };
      let arrival: number | null = null;
      let departure: number | null = null;
      if (relationship === 2) delay = null;
      else if (relationship !== 1) {
        const early = found ? delayOf(2, call.arrival) : null;
        const late = found ? delayOf(3, call.departure) : null;
        if (found && early === null && late === null) delay = null;
        const out = late ?? early ?? delay;
        const coming = early ?? (index === 0 ? late : null) ?? delay;
        if (out !== null) departure = midnight + call.departure + out;
        if (departure !== null && coming !== null)
          arrival = Math.min(midnight + call.arrival + coming, departure);
        delay = out;
      }
      const state = relationship === 1 ? 'SKIPPED' : departure === null ? 'SCHEDULED' : 'UPDATED';
      calls.push({ sequence: call.sequence, state, arrival, departure });
    }
    expected.push({ trip, startDate, isCanceled, calls });
  }
  const vehicles = entities.filter((entity) => inner(inner(entity, 4), 2) !== undefined).length;
  return { timestamp, expected, unmatched, vehicles };
}

function seconds(time: string | undefined): number {
  const [hours = 0, minutes = 0, rest = 0] = (time ?? '').split(':').map(Number);
  return hours * 3600 + minutes * 60 + rest;
}

function csv(content: string): Record<string, string>[] {
  const [header = '', ...lines] = content
    .replace(/^\uFEFF/, '')
    .split(/\r?\n/)
    .filter(Boolean);
  const cells = (line: string) =>
    [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, cell = '']) =>
      cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell.trim(),
    );
  const names = cells(header);
  return lines.map((line) => {
    const values = cells(line);
    return Object.fromEntries(names.map((name, index) => [name, values[index] ?? '']));
  });
}
