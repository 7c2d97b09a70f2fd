import { personas, randomFractions } from '@civic-graph/testing';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  dayAfter,
  describeWithKuopio,
  kuopioPath,
  type RawKuopio,
  rawDayStart,
  rawFormat,
  rawServicesOn,
  readRawKuopio,
} from '../test/kuopio.ts';
import { pick, printedSeed } from '../test/random.ts';
import { configOf } from '../test/small-feed.ts';
import { createTransportSubgraph, type TransportSubgraph } from './subgraph.ts';

let subgraph: TransportSubgraph;
let raw: RawKuopio;

interface Shown {
  readonly departure: string;
  readonly arrival: string;
  readonly trip: string;
  readonly serviceDate: string;
}

/** All departures of a stop's board in the 24 hours from an instant, page by page. */
async function boardOf(stop: string, at: string): Promise<Shown[]> {
  const shown: Shown[] = [];
  let after: string | null = null;
  do {
    const { data, errors } = await subgraph.executeAs(personas.anonymous, {
      query: `query ($id: ID!, $at: DateTime, $after: String) {
        stop(gtfsId: $id) {
          departures(at: $at, first: 100, after: $after) {
            nodes { scheduledDeparture scheduledArrival serviceDate trip { gtfsId } }
            pageInfo { hasNextPage endCursor }
          }
        }
      }`,
      variables: { id: `kuopio:${stop}`, at, after },
    });
    expect(errors).toBeUndefined();
    // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's
    const { nodes, pageInfo } = (data as any).stop.departures;
    for (const node of nodes) {
      shown.push({
        departure: node.scheduledDeparture,
        arrival: node.scheduledArrival,
        trip: node.trip.gtfsId,
        serviceDate: node.serviceDate,
      });
    }
    after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
  } while (after !== null);
  return shown;
}

/** The same from the files, by a scan of every stop time of every relevant service day. */
function expectedBoard(stop: string, at: string): Shown[] {
  const from = Date.parse(at) / 1000;
  const shown: (Shown & { instant: number })[] = [];
  for (let days = -3; days <= 2; days += 1) {
    const serviceDate = dayAfter(at.slice(0, 10), days);
    const services = rawServicesOn(raw, serviceDate);
    const start = rawDayStart(serviceDate);
    for (const [trip, calls] of raw.calls) {
      if (!services.has(raw.serviceOfTrip.get(trip)!)) continue;
      for (const call of calls.slice(0, -1)) {
        const instant = start + call.departure;
        if (call.stop !== stop || instant < from || instant >= from + 86_400) continue;
        const departure = rawFormat(instant);
        const arrival = rawFormat(start + call.arrival);
        shown.push({ instant, departure, arrival, trip: `kuopio:${trip}`, serviceDate });
      }
    }
  }
  shown.sort((one, other) => one.instant - other.instant);
  return shown.map(({ instant: _, ...rest }) => rest);
}

/** Departures in the same second may be in any order. */
function withTiesSorted(board: readonly Shown[]): Shown[] {
  const place = ({ departure, trip, serviceDate }: Shown) =>
    `${Date.parse(departure)} ${trip} ${serviceDate}`;
  return [...board].sort((one, other) => place(one).localeCompare(place(other)));
}

describeWithKuopio('departures of the real feed of Kuopio', () => {
  beforeAll(async () => {
    raw = readRawKuopio();
    subgraph = await createTransportSubgraph(configOf({ id: 'kuopio', gtfs: kuopioPath }));
  });
  afterAll(() => subgraph?.close());

  it('counts the rows of the files', async () => {
    const { data } = await subgraph.executeAs(personas.anonymous, {
      query: `{ feed {
        stopCount stationCount routeCount tripCount stopTimeCount validFrom validTo timezone warnings { code message }
      } }`,
    });
    expect(data?.feed).toEqual({
      stopCount: 1355,
      stationCount: 0,
      routeCount: 46,
      tripCount: 2149,
      stopTimeCount: 79_123,
      validFrom: '2016-10-24',
      validTo: '2017-06-04',
      timezone: 'Europe/Helsinki',
      warnings: [{ code: 'expired_calendar', message: expect.stringContaining('2017-06-04') }],
    });
    const { arrivals, departures } = subgraph.feeds[0]!.store.current!.feed.stopTimes;
    expect(departures.filter((seconds) => seconds >= 86_400)).toHaveLength(2335);
    expect(arrivals.filter((seconds) => seconds >= 86_400)).toHaveLength(2335);
  });

  it('matches the raw stop_times.txt for ten stops on many dates', async () => {
    const random = randomFractions(printedSeed());
    const stops = [...new Set(raw.stopTimes.map(({ stop }) => stop))];
    const late = [
      ...new Set(raw.stopTimes.filter((each) => each.departure > 90_000).map(({ stop }) => stop)),
    ];
    const chosen = [...Array(7)].map(() => pick(stops, random));
    chosen.push(...[...Array(3)].map(() => pick(late, random)));
    const offsets = ['00:00:00', '01:30:00', '05:00:00', '23:45:00'];
    const fixed = [
      '2016-12-24',
      '2016-12-25',
      '2017-03-25',
      '2017-03-26',
      '2017-03-27',
      '2017-05-01',
      '2017-06-04',
    ];
    let compared = 0;
    for (const stop of chosen) {
      const dates = [
        ...fixed,
        ...[...Array(4)].map(() => dayAfter('2016-10-24', Math.floor(random() * 223))),
      ];
      for (const date of dates) {
        const at = `${date}T${pick(offsets, random)}+02:00`;
        const board = await boardOf(stop, at);
        const instants = board.map(({ departure }) => Date.parse(departure));
        expect(instants, `order at ${stop} from ${at}`).toEqual([...instants].sort((a, b) => a - b));
        expect(withTiesSorted(board), `${stop} from ${at}`).toEqual(withTiesSorted(expectedBoard(stop, at)));
        compared += board.length;
      }
    }
    expect(compared).toBeGreaterThan(100);
  });

  it('runs through the night when clocks go forward', async () => {
    // 26:59 is before the clocks jump from 03:00 to 04:00; 27:00 and later is an hour later on the clock.
    const night = '2017-03-25';
    const services = rawServicesOn(raw, night);
    const call = raw.stopTimes.find(
      ({ trip, sequence, departure }) =>
        services.has(raw.serviceOfTrip.get(trip)!) &&
        departure >= 27 * 3600 &&
        raw.calls.get(trip)!.at(-1)!.sequence !== sequence,
    )!;
    const board = await boardOf(call.stop, `${night}T22:00:00+02:00`);
    const shown = board.find(
      ({ trip, serviceDate }) => trip === `kuopio:${call.trip}` && serviceDate === night,
    )!;
    const clock = new Date((call.departure - 86_400 + 3600) * 1000).toISOString().slice(11, 19);
    expect(shown.departure).toBe(`2017-03-26T${clock}+03:00`);
  });

  it.each(['2017-03-26', '2016-10-30'])(
    'shows daytime departures at their timetable times on %s',
    async (date) => {
      const services = rawServicesOn(raw, date);
      const call = raw.stopTimes.find(
        ({ trip, departure }) =>
          services.has(raw.serviceOfTrip.get(trip)!) && departure > 10 * 3600 && departure < 12 * 3600,
      )!;
      const board = await boardOf(call.stop, `${date}T08:00:00+03:00`);
      const shown = board.find(
        ({ trip, serviceDate }) => trip === `kuopio:${call.trip}` && serviceDate === date,
      )!;
      expect(shown.departure.slice(11, 19)).toBe(new Date(call.departure * 1000).toISOString().slice(11, 19));
      expect(shown.departure.slice(-6)).toBe(date === '2017-03-26' ? '+03:00' : '+02:00');
    },
  );

  it('shows after midnight the trips of the evening before', async () => {
    const saturday = '2017-02-11';
    const services = rawServicesOn(raw, saturday);
    const late = raw.stopTimes.filter(
      ({ trip, departure }) => departure > 86_400 + 1800 && services.has(raw.serviceOfTrip.get(trip)!),
    );
    expect(late.length).toBeGreaterThan(0);
    const isLast = (call: (typeof late)[number]) => raw.calls.get(call.trip)!.at(-1) === call;
    const call = late.find((each) => !isLast(each))!;
    const board = await boardOf(call.stop, '2017-02-12T00:30:00+02:00');
    const shown = board.find(
      ({ trip, serviceDate }) => trip === `kuopio:${call.trip}` && serviceDate === saturday,
    )!;
    expect(shown.departure).toBe(rawFormat(rawDayStart('2017-02-12') + call.departure - 86_400));
  });
});
