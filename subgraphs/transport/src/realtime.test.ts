import { eventually, personas } from '@civic-graph/testing';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { smallFeed, sourceOf, testConfig } from '../test/small-feed.ts';
import { WrittenSource } from '../test/written-source.ts';
import type { FeedMessageInit } from './realtime/message/feed-message.ts';
import { createTransportSubgraph, type TransportSubgraph } from './subgraph.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
type Data = any;
type Entity = FeedMessageInit['entity'][number];

const files = {
  ...smallFeed,
  'stops.txt': [
    'stop_id,stop_name,stop_lat,stop_lon,location_type,parent_station',
    'main,Main,62.0,27.0,1,',
    's1,First,62.0000,27.0000,0,main',
    's2,Second,62.0100,27.0000,0,',
    's3,Third,62.0200,27.0000,0,\n',
  ].join('\n'),
};
let now = new Date('2017-06-08T07:30:00+03:00');
const instant = (time: string) => Date.parse(`2017-06-08T${time}+03:00`) / 1000;
const clock = () => now;
const trips = new WrittenSource('trips', clock);
const others = new WrittenSource('others', clock);
let transport: TransportSubgraph;

beforeAll(async () => {
  transport = await createTransportSubgraph(testConfig, {
    clock,
    realtime: { T: [trips, others] },
    sources: { T: sourceOf(files) },
  });
});
afterAll(() => transport?.close());

/** The time of messages, which each test begins anew. */
let messageTime = instant('07:30:00');
afterEach(async () => {
  messageTime += 60;
  now = new Date(messageTime * 1000);
  await trips.say([], messageTime);
  await others.say([], messageTime);
  await transport.feeds[0]!.realtime.refresh();
});

async function say(source: WrittenSource, entity: readonly Entity[], ...more: ['DIFFERENTIAL'?]) {
  await source.say(entity, messageTime, ...more);
  expect(source.failure).toBeNull();
  await transport.feeds[0]!.realtime.refresh();
}

async function ask(query: string): Promise<Data> {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors).toBeUndefined();
  return data;
}

const late = (delay: number): Entity => ({
  id: 'late',
  tripUpdate: {
    trip: { tripId: 't1', startDate: '20170608' },
    stopTimeUpdate: [{ stopSequence: 1, departure: { delay }, departureOccupancyStatus: 'FULL' }],
  },
});
const vehicle = (latitude: number): Entity => ({
  id: 'bus',
  vehicle: {
    trip: { tripId: 't1', startDate: '20170608' },
    vehicle: { id: '17', label: 'Bus 17' },
    position: { latitude, longitude: 27.0, bearing: 45.5, speed: 10 },
    currentStopSequence: 2,
    timestamp: messageTime,
    occupancyStatus: 'FEW_SEATS_AVAILABLE',
    multiCarriageDetails: [
      { label: 'B', carriageSequence: 2, occupancyPercentage: 50 },
      { label: 'A', carriageSequence: 1 },
    ],
  },
});
const alert: Entity = {
  id: 'works',
  alert: {
    cause: 'CONSTRUCTION',
    effect: 'DETOUR',
    severityLevel: 'SEVERE',
    activePeriod: [{ start: instant('07:00:00'), end: instant('12:00:00') }],
    informedEntity: [{ routeId: 'r1', stopId: 'main' }, { stopId: 'nowhere' }],
    headerText: {
      translation: [
        { text: '道路施工', language: 'zh' },
        { text: 'Road works', language: 'en' },
      ],
    },
  },
};

const departures = `departures(at: "2017-06-08T07:00:00+03:00") { nodes {
  trip { gtfsId } scheduledDeparture estimatedDeparture estimatedArrival delaySeconds realtime realtimeState occupancy
  vehicle { label } alerts { headerText }
} }`;

it('shows estimates, vehicle, occupancy and alerts with a departure', async () => {
  await say(trips, [late(120)]);
  await say(others, [vehicle(62.005), alert]);
  const { station, stop } = await ask(
    `{ station(gtfsId: "T:main") { ${departures} } stop(gtfsId: "T:s2") { ${departures} } }`,
  );
  expect(station.departures.nodes).toEqual([
    {
      trip: { gtfsId: 'T:t1' },
      scheduledDeparture: '2017-06-08T08:00:00+03:00',
      estimatedDeparture: '2017-06-08T08:02:00+03:00',
      estimatedArrival: '2017-06-08T08:02:00+03:00',
      delaySeconds: 120,
      realtime: true,
      realtimeState: 'UPDATED',
      occupancy: 'FULL',
      vehicle: { label: 'Bus 17' },
      alerts: [{ headerText: '道路施工' }],
    },
    {
      trip: { gtfsId: 'T:t2' },
      scheduledDeparture: '2017-06-08T09:00:00+03:00',
      estimatedDeparture: null,
      estimatedArrival: null,
      delaySeconds: null,
      realtime: false,
      realtimeState: 'SCHEDULED',
      occupancy: null,
      vehicle: null,
      alerts: [{ headerText: '道路施工' }],
    },
  ]);
  expect(stop.departures.nodes[0]).toMatchObject({
    delaySeconds: 120,
    occupancy: 'FEW_SEATS_AVAILABLE',
    alerts: [],
  });
});

it('shows vehicles with trip, stop and carriages, by area and by route', async () => {
  await say(others, [vehicle(62.005), { id: 'lost', vehicle: { position: { latitude: 0, longitude: 0 } } }]);
  const area = 'minLatitude: 62, minLongitude: 26.9, maxLatitude: 62.1, maxLongitude: 27.1';
  const { vehicles, elsewhere, route, trip, feed } = await ask(`{
    vehicles(${area}) { totalCount nodes {
      vehicleId latitude longitude bearing speed timestamp currentStatus serviceDate
      trip { gtfsId } route { gtfsId } stop { gtfsId } carriages { label occupancyPercentage }
    } }
    elsewhere: vehicles(minLatitude: -10, minLongitude: 0, maxLatitude: 10, maxLongitude: 1) { totalCount }
    route(gtfsId: "T:r1") { vehicles { nodes { label } } }
    trip(gtfsId: "T:t1") { today: vehicle(serviceDate: "2017-06-08") { label } other: vehicle(serviceDate: "2017-06-09") { label } }
    feed { realtimeSources { name vehicleCount problems { code count example } } }
  }`);
  expect(vehicles).toEqual({
    totalCount: 1,
    nodes: [
      {
        vehicleId: 'T:others:bus',
        latitude: 62.005,
        longitude: 27,
        bearing: 45.5,
        speed: 10,
        timestamp: '2017-06-08T07:31:00+03:00',
        currentStatus: 'IN_TRANSIT_TO',
        serviceDate: '2017-06-08',
        trip: { gtfsId: 'T:t1' },
        route: { gtfsId: 'T:r1' },
        stop: { gtfsId: 'T:s2' },
        carriages: [
          { label: 'A', occupancyPercentage: null },
          { label: 'B', occupancyPercentage: 50 },
        ],
      },
    ],
  });
  expect(elsewhere.totalCount).toBe(0);
  expect(route.vehicles.nodes).toEqual([{ label: 'Bus 17' }]);
  expect(trip).toEqual({ today: { label: 'Bus 17' }, other: null });
  expect(feed.realtimeSources[1]).toMatchObject({
    name: 'others',
    vehicleCount: 2,
    problems: [{ code: 'E026', count: 1, example: 'lost' }],
  });
});

it('shows alerts by language, place, route and time', async () => {
  await say(others, [alert]);
  const fields = 'headerText(language: "en-GB") zh: headerText(language: "zh") cause effect severityLevel';
  const { alerts, later, station, stop, route, trip } = await ask(`{
    alerts { totalCount nodes {
      ${fields} activePeriods { start end } informedEntities { route { gtfsId } station { gtfsId } stop { gtfsId } }
    } }
    later: alerts(activeAt: "2017-06-08T12:00:00+03:00") { totalCount }
    station(gtfsId: "T:main") { alerts { cause } }
    stop(gtfsId: "T:s1") { alerts { cause } }
    route(gtfsId: "T:r1") { alerts { cause } }
    trip(gtfsId: "T:t1") { alerts { cause } }
  }`);
  expect(alerts.nodes).toEqual([
    {
      headerText: 'Road works',
      zh: '道路施工',
      cause: 'CONSTRUCTION',
      effect: 'DETOUR',
      severityLevel: 'SEVERE',
      activePeriods: [{ start: '2017-06-08T07:00:00+03:00', end: '2017-06-08T12:00:00+03:00' }],
      informedEntities: [{ route: { gtfsId: 'T:r1' }, station: { gtfsId: 'T:main' }, stop: null }],
    },
  ]);
  expect(later.totalCount).toBe(0);
  for (const place of [station, stop, route]) expect(place.alerts).toEqual([{ cause: 'CONSTRUCTION' }]);
  // It is about one stop of the route, not about whole trips.
  expect(trip.alerts).toEqual([]);
});

it('shows a vehicle whose time is no date at the time of its message', async () => {
  const timeless: Entity = {
    id: 'odd',
    vehicle: { position: { latitude: 62, longitude: 27 }, timestamp: 2 ** 53 },
  };
  await say(others, [timeless]);
  const { vehicles } = await ask(`{
    vehicles(minLatitude: 61, minLongitude: 26, maxLatitude: 63, maxLongitude: 28) { nodes { timestamp } }
  }`);
  expect(vehicles.nodes).toHaveLength(1);
  expect(Date.parse(vehicles.nodes[0].timestamp)).toBe(messageTime * 1000);
});

it('bounds the texts, addresses and periods of alerts', async () => {
  const translated = (...texts: string[]) => ({
    translation: texts.map((text, index) => ({ text, language: ['en', 'zh'][index] })),
  });
  await say(others, [
    {
      id: 'huge',
      alert: {
        activePeriod: [{ start: 2 ** 53, end: 2 ** 53 }],
        informedEntity: [{ routeId: 'r1' }],
        headerText: translated('x'.repeat(5_001)),
        descriptionText: translated(`${'x'.repeat(4_999)}😀`),
        url: translated('javascript:alert(1)', 'https://example.org/works'),
      },
    },
    { id: 'script', alert: { informedEntity: [{ routeId: 'r1' }], url: translated('data:text/html,x') } },
  ]);
  const { alerts } = await ask(`{
    alerts { nodes { headerText descriptionText url(language: "en") activePeriods { start end } } }
  }`);
  expect(alerts.nodes).toEqual([
    {
      headerText: 'x'.repeat(5_000),
      descriptionText: 'x'.repeat(4_999),
      url: 'https://example.org/works',
      activePeriods: [{ start: null, end: null }],
    },
    { headerText: null, descriptionText: null, url: null, activePeriods: [] },
  ]);
});

it('uses a bounded number of the parts of an alert', async () => {
  const many = <Part>(part: Part) => Array.from({ length: 100 }, () => part);
  const selectors = Array.from({ length: 500 }, () => ({ stopId: 's2' }));
  const parts = {
    activePeriod: [...many({ start: 1 }), { start: 2 }],
    informedEntity: [...selectors, { stopId: 's3' }],
    headerText: { translation: [...many({ text: 'Työmaa', language: 'fi' }), { text: 'W', language: 'en' }] },
  };
  await say(others, [{ id: 'many', alert: parts }]);
  const { alerts, used, unused, feed } = await ask(`{
    alerts { nodes { headerText(language: "en") activePeriods { start } } }
    used: stop(gtfsId: "T:s2") { alerts { id } }
    unused: stop(gtfsId: "T:s3") { alerts { id } }
    feed { realtimeSources { problems { code count example } } }
  }`);
  expect(alerts.nodes[0].headerText).toBe('Työmaa');
  expect(alerts.nodes[0].activePeriods).toHaveLength(100);
  expect(used.alerts).toHaveLength(1);
  expect(unused.alerts).toEqual([]);
  expect(feed.realtimeSources[1].problems).toEqual([{ code: 'too_many_parts', count: 3, example: 'many' }]);
});

it('plans no journey with a cancelled trip, and shows delays and missed connections', async () => {
  const journey = `planJourney(from: "T:main", to: "T:s3", departAt: "2017-06-08T07:00:00+03:00") { itineraries {
    departure arrival missesConnection
    legs { departure expectedDeparture expectedArrival ... on TransitLeg { realtime realtimeState departureDelaySeconds arrivalDelaySeconds estimatedArrival occupancy } }
  } }`;
  await say(trips, [late(120)]);
  const delayed = await ask(`{ ${journey} }`);
  expect(delayed.planJourney.itineraries[0]).toMatchObject({
    departure: '2017-06-08T08:02:00+03:00',
    arrival: '2017-06-08T08:12:00+03:00',
    missesConnection: false,
    legs: [
      {
        departure: '2017-06-08T08:00:00+03:00',
        expectedDeparture: '2017-06-08T08:02:00+03:00',
        expectedArrival: '2017-06-08T08:12:00+03:00',
        realtime: true,
        realtimeState: 'UPDATED',
        departureDelaySeconds: 120,
        arrivalDelaySeconds: 120,
        estimatedArrival: '2017-06-08T08:12:00+03:00',
        occupancy: 'FULL',
      },
    ],
  });
  const canceled = { tripId: 't1', startDate: '20170608', scheduleRelationship: 'CANCELED' } as const;
  await say(trips, [{ id: 'no', tripUpdate: { trip: canceled } }]);
  const next = await ask(`{ ${journey} trip(gtfsId: "T:t1") { realtimeState(serviceDate: "2017-06-08") } }`);
  expect(next.planJourney.itineraries[0].departure).toBe('2017-06-08T09:00:00+03:00');
  expect(next.trip.realtimeState).toBe('CANCELED');
  await say(trips, []);
  const again = await ask(`{ ${journey} }`);
  expect(again.planJourney.itineraries[0].departure).toBe('2017-06-08T08:00:00+03:00');
});

it('plans with an added trip, and shows it', async () => {
  const call = (stopId: string, time: string) => ({ stopId, departure: { time: instant(time) } });
  const trip = {
    tripId: 'extra',
    routeId: 'r1',
    startDate: '20170608',
    scheduleRelationship: 'NEW',
  } as const;
  await say(trips, [
    late(3_600),
    { id: 'x', tripUpdate: { trip, stopTimeUpdate: [call('s1', '08:30:00'), call('s3', '08:40:00')] } },
  ]);
  const plan = (rest: string) => `planJourney(from: "T:s1", to: "T:s3", ${rest}) {
    itineraries { departure arrival missesConnection legs { departure ... on TransitLeg { trip { gtfsId } realtimeState } } }
  }`;
  const data = await ask(`{
    now: ${plan('departAt: "2017-06-08T07:50:00+03:00"')}
    planned: ${plan('departAt: "2017-06-08T07:50:00+03:00", realtime: false')}
  }`);
  expect(data.now.itineraries).toEqual([
    {
      departure: '2017-06-08T08:30:00+03:00',
      arrival: '2017-06-08T08:40:00+03:00',
      missesConnection: false,
      legs: [{ departure: '2017-06-08T08:30:00+03:00', trip: { gtfsId: 'T:extra' }, realtimeState: 'ADDED' }],
    },
  ]);
  expect(data.planned.itineraries).toEqual([
    {
      departure: '2017-06-08T08:00:00+03:00',
      arrival: '2017-06-08T08:10:00+03:00',
      missesConnection: false,
      legs: [{ departure: '2017-06-08T08:00:00+03:00', trip: { gtfsId: 'T:t1' }, realtimeState: 'UPDATED' }],
    },
  ]);
});

it('shows an added trip with its own stops and pattern', async () => {
  const call = (stopId: string, time: string) => ({
    stopId,
    arrival: { time: instant(time) },
    departure: { time: instant(time) },
  });
  const trip = {
    tripId: 'extra',
    routeId: 'r1',
    startDate: '20170608',
    scheduleRelationship: 'NEW',
  } as const;
  await say(trips, [
    { id: 'x', tripUpdate: { trip, stopTimeUpdate: [call('s1', '08:30:00'), call('s3', '08:40:00')] } },
  ]);
  const data = await ask(`{
    trip(gtfsId: "T:extra") {
      route { shortName } runsOn(serviceDate: "2017-06-08") realtimeState(serviceDate: "2017-06-08")
      pattern { gtfsId stops { gtfsId } } stopTimes { stop { name } estimatedDeparture(serviceDate: "2017-06-08") }
    }
    pattern(gtfsId: "T:r1:0:1:added") { trips { nodes { gtfsId } } }
    station(gtfsId: "T:main") { departures(at: "2017-06-08T08:10:00+03:00", first: 1) { nodes { realtimeState trip { gtfsId } } } }
  }`);
  expect(data).toEqual({
    trip: {
      route: { shortName: '1' },
      runsOn: true,
      realtimeState: 'ADDED',
      pattern: { gtfsId: 'T:r1:0:1:added', stops: [{ gtfsId: 'T:s1' }, { gtfsId: 'T:s3' }] },
      stopTimes: [
        { stop: { name: 'First' }, estimatedDeparture: '2017-06-08T08:30:00+03:00' },
        { stop: { name: 'Third' }, estimatedDeparture: '2017-06-08T08:40:00+03:00' },
      ],
    },
    pattern: { trips: { nodes: [{ gtfsId: 'T:extra' }] } },
    station: { departures: { nodes: [{ realtimeState: 'ADDED', trip: { gtfsId: 'T:extra' } }] } },
  });
});

it('refuses invalid and older messages as a whole, and does not use stale ones', async () => {
  const sources =
    'feed { realtimeSources { name status ageSeconds lastError incrementality tripUpdateCount } }';
  const delay = `stop(gtfsId: "T:s1") { ${departures} }`;
  const now1 = async () => {
    const { feed, stop } = await ask(`{ ${sources} ${delay} }`);
    return { ...feed.realtimeSources[0], delay: stop.departures.nodes[0].delaySeconds };
  };
  await say(trips, [late(60)]);
  expect(await now1()).toMatchObject({ status: 'CURRENT', ageSeconds: 0, lastError: null, delay: 60 });
  expect(await trips.sayBytes(Buffer.from('<html>'))).toBe(false);
  expect(await trips.say([late(90)], messageTime - 1)).toBe(false);
  await transport.feeds[0]!.realtime.refresh();
  expect(await now1()).toMatchObject({
    lastError: 'the message is refused: it is 1 s older than the message in use, and is ignored (rule E018)',
    delay: 60,
  });
  expect(await trips.say([late(90)], messageTime + 301)).toBe(false);
  expect((await now1()).lastError).toContain('301 s in the future');
  // A differential message changes only what it names.
  await say(trips, [{ ...late(30), id: 'other' }], 'DIFFERENTIAL');
  expect(await now1()).toMatchObject({ incrementality: 'DIFFERENTIAL', tripUpdateCount: 2, delay: 30 });
  await say(trips, [{ id: 'late', isDeleted: true }], 'DIFFERENTIAL');
  expect(await now1()).toMatchObject({ tripUpdateCount: 1, delay: 30 });
  now = new Date((messageTime + 301) * 1000);
  await transport.feeds[0]!.realtime.refresh();
  expect(await now1()).toMatchObject({ status: 'STALE', ageSeconds: 301, tripUpdateCount: 0, delay: null });
  messageTime += 301;
});

function open(query: string) {
  const answers: Data[] = [];
  const stream = transport.subscribeAs(personas.anonymous, { query: `subscription { ${query} }` });
  const done = (async () => {
    for await (const answer of stream) answers.push(answer.data ?? answer.errors);
  })();
  // A subgraph that is closed disconnects its subscribers.
  done.catch(() => {});
  return { answers, done };
}

it('pushes departures, vehicles and alerts when they change, and only then', async () => {
  const board = open('departuresUpdated(gtfsId: "T:main") { delaySeconds vehicle { latitude } }');
  const plain = open('departuresUpdated(gtfsId: "T:main") { delaySeconds }');
  const alerted = open('departuresUpdated(gtfsId: "T:main") { alerts { effect } }');
  const map = open(
    'vehiclesUpdated(minLatitude: 62, minLongitude: 26, maxLatitude: 63, maxLongitude: 28) { latitude }',
  );
  const ofStop = open('alertsUpdated(stop: "T:s1") { headerText(language: "en") }');
  const ofOther = open('alertsUpdated(stop: "T:s3") { cause }');
  const unknown = open('departuresUpdated(gtfsId: "T:none") { delaySeconds }');
  await unknown.done;
  expect(unknown.answers).toEqual([{ departuresUpdated: null }]);
  const empty = [{ delaySeconds: null, vehicle: null }];
  await eventually(() => {
    expect(board.answers).toEqual([{ departuresUpdated: empty }]);
    expect(map.answers).toEqual([{ vehiclesUpdated: [] }]);
    expect(ofStop.answers).toEqual([{ alertsUpdated: [] }]);
    expect(ofOther.answers).toEqual([{ alertsUpdated: [] }]);
  });
  await say(trips, [late(60)]);
  await eventually(() => expect(board.answers).toHaveLength(2));
  expect(board.answers[1]).toEqual({ departuresUpdated: [{ delaySeconds: 60, vehicle: null }] });
  await say(others, [vehicle(62.001), alert]);
  await eventually(() => {
    expect(board.answers).toHaveLength(3);
    expect(map.answers).toHaveLength(2);
    expect(ofStop.answers).toHaveLength(2);
  });
  await eventually(() =>
    expect(alerted.answers.at(-1)).toEqual({ departuresUpdated: [{ alerts: [{ effect: 'DETOUR' }] }] }),
  );
  expect(map.answers[1]).toEqual({ vehiclesUpdated: [{ latitude: 62.001 }] });
  expect(ofStop.answers[1]).toEqual({ alertsUpdated: [{ headerText: 'Road works' }] });
  // The same again is no event.
  await say(others, [vehicle(62.001), alert]);
  await say(others, [vehicle(62.002), alert]);
  await eventually(() => expect(map.answers).toHaveLength(3));
  expect(ofStop.answers).toHaveLength(2);
  expect(ofOther.answers).toHaveLength(1);
  // A vehicle that moves is no event for those who do not see it.
  await eventually(() => expect(board.answers).toHaveLength(4));
  expect(plain.answers).toHaveLength(2);
});

it('pushes a board with its alerts when an alert begins', async () => {
  const { answers } = open('departuresUpdated(gtfsId: "T:main") { alerts { effect } }');
  const later = { ...alert, alert: { ...alert.alert, activePeriod: [{ start: messageTime + 10 }] } };
  await say(others, [later]);
  await eventually(() => expect(answers).toEqual([{ departuresUpdated: [{ alerts: [] }] }]));
  now = new Date((messageTime + 10) * 1000);
  // A message about a trip beyond the board makes the service look again.
  const stopTimeUpdate = [{ stopSequence: 3, arrival: { delay: 5 } }];
  await say(trips, [
    { id: 'next', tripUpdate: { trip: { tripId: 't2', startDate: '20170608' }, stopTimeUpdate } },
  ]);
  await eventually(() =>
    expect(answers.slice(1)).toEqual([{ departuresUpdated: [{ alerts: [{ effect: 'DETOUR' }] }] }]),
  );
});
