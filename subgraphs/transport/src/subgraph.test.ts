import { personas } from '@civic-graph/testing';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { configOf } from '../test/small-feed.ts';
import { createTransportSubgraph, type TransportSubgraph } from './subgraph.ts';

// biome-ignore lint/suspicious/noExplicitAny: the shape is that of each query
type Data = any;

const now = new Date('2026-11-25T23:55:00+08:00');
const reads: [string, number][] = [];
let transport: TransportSubgraph;

async function ask(query: string, variables: object = {}) {
  const { data, errors } = await transport.executeAs(personas.anonymous, { query, variables });
  return { data: data as Data, codes: errors?.map((error) => error.extensions?.code), errors };
}

beforeAll(async () => {
  transport = await createTransportSubgraph(configOf({ id: 'HZ' }), {
    clock: () => now,
    onRead: (table, keys) => reads.push([table, keys]),
  });
});
afterAll(() => transport?.close());

describe('the transport graph over the demo city', () => {
  it('is public, in two languages', async () => {
    const { data, errors } = await ask(`{
      route(gtfsId: "HZ:M1") {
        shortName english: shortName(language: "en-GB") longName(language: "en") mode
        operator { name(language: "en") } agency { id }
        patterns { nodes { headsign(language: "en") directionId stops { name(language: "en") } } }
      }
      stops(search: "LAKESIDE") { nodes { gtfsId name } totalCount }
      stations(search: "武林 门") { nodes { name(language: "en") stops { totalCount } } }
    }`);
    expect(errors).toBeUndefined();
    expect(data.route).toMatchObject({
      shortName: '1号线',
      english: 'Line 1',
      longName: 'Xianghu - Wenze Road',
      mode: 'SUBWAY',
      operator: { name: 'Hangcheng Metro' },
      agency: { id: 'transport' },
    });
    expect(data.route.patterns.nodes.map((pattern: Data) => pattern.headsign)).toEqual([
      'Wenze Road',
      'Xianghu',
    ]);
    expect(data.route.patterns.nodes[0].stops).toHaveLength(15);
    expect(data.stops).toEqual({
      totalCount: 2,
      nodes: [
        { gtfsId: 'HZ:hubin-1', name: '湖滨' },
        { gtfsId: 'HZ:hubin-2', name: '湖滨' },
      ],
    });
    expect(data.stations.nodes).toEqual([{ name: 'Wulin Gate', stops: { totalCount: 2 } }]);
  });

  it('refuses a search of many words, but not of one word many times', async () => {
    const query = 'query ($search: String) { stops(search: $search) { totalCount } }';
    const search = 'a b c d e f g h i';
    expect((await ask(query, { search })).codes).toEqual(['BAD_USER_INPUT']);
    const [once, often] = [await ask(query, { search: 'a' }), await ask(query, { search: 'a '.repeat(50) })];
    expect(often).toEqual(once);
  });

  it('shows a station’s departures around midnight, page by page', async () => {
    const query = `query ($after: String, $first: Int) {
      station(gtfsId: "HZ:fengqi") { departures(first: $first, after: $after) {
        nodes { scheduledDeparture serviceDate trip { gtfsId runsOn(serviceDate: "2026-11-25") } }
        pageInfo { hasNextPage hasPreviousPage endCursor }
      } }
    }`;
    const whole = (await ask(query, { first: 50 })).data.station.departures;
    expect(whole.nodes[0]).toEqual({
      scheduledDeparture: '2026-11-25T23:57:10+08:00',
      serviceDate: '2026-11-25',
      trip: { gtfsId: 'HZ:M2-2-weekday-2320', runsOn: true },
    });
    const paged: Data[] = [];
    let after: string | null = null;
    for (let page = 0; page < 10; page += 1) {
      const { nodes, pageInfo }: Data = (await ask(query, { first: 5, after })).data.station.departures;
      paged.push(...nodes);
      expect(pageInfo).toMatchObject({ hasNextPage: true, hasPreviousPage: page > 0 });
      after = pageInfo.endCursor;
    }
    expect(paged).toEqual(whole.nodes);
  });

  it('finds stops around a place with their distances', async () => {
    const query = `query ($radius: Int, $first: Int, $after: String) {
      stopsNear(latitude: 30.2545, longitude: 120.1612, radiusMeters: $radius, first: $first, after: $after) {
        edges { distanceMeters cursor node { gtfsId } } pageInfo { hasNextPage }
      }
    }`;
    const all = (await ask(query, { radius: 400, first: 100 })).data.stopsNear;
    const distances = all.edges.map((edge: Data) => edge.distanceMeters);
    expect(distances.length).toBeGreaterThan(3);
    expect(distances).toEqual([...distances].sort((one, other) => one - other));
    expect(distances.at(-1)).toBeLessThanOrEqual(400);
    expect(all.edges[0]).toMatchObject({ distanceMeters: 17.6, node: { gtfsId: 'HZ:hubin-1' } });
    const page = (await ask(query, { radius: 400, first: 1, after: all.edges[0].cursor })).data.stopsNear;
    expect(page.edges[0].node).toEqual(all.edges[1].node);
    expect(page.pageInfo.hasNextPage).toBe(true);
  });

  it('plans a journey with fares', async () => {
    const { data, errors } = await ask(`{
      planJourney(from: "HZ:liangzhu", to: "HZ:longjing-1", departAt: "2026-11-25T00:00:00Z") { itineraries {
        departure arrival durationSeconds transfers walkMeters
        legs {
          __typename from { name(language: "en") } to { name(language: "en") }
          ... on TransitLeg { route { shortName } serviceDate fare { price currency } intermediateStops { name } }
          ... on WalkLeg { distanceMeters }
        }
      } }
    }`);
    expect(errors).toBeUndefined();
    const [itinerary] = data.planJourney.itineraries;
    expect(itinerary).toMatchObject({
      departure: '2026-11-25T08:04:00+08:00',
      arrival: '2026-11-25T09:15:00+08:00',
      durationSeconds: 4260,
      transfers: 2,
    });
    expect(itinerary.legs.map((leg: Data) => leg.route?.shortName ?? 'walk')).toEqual([
      '2号线',
      'walk',
      '1号线',
      'walk',
      '27路',
    ]);
    expect(itinerary.legs[0].fare).toEqual({ price: '6.00', currency: 'CNY' });
    expect(itinerary.legs[0].intermediateStops).toHaveLength(4);
  });

  it('adds routes to agencies and stops to regions', async () => {
    const { data, errors } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        ... on Agency { routes { totalCount } }
        ... on Region { stops(first: 100) { totalCount nodes { regions { code } } } }
      } }`,
      {
        representations: [
          { __typename: 'Agency', id: 'transport' },
          { __typename: 'Agency', id: 'finance' },
          { __typename: 'Region', code: '330000' },
          { __typename: 'Region', code: '330100' },
          { __typename: 'Region', code: '330106' },
          { __typename: 'Region', code: '440000' },
          { __typename: 'Region', code: 'CHN' },
        ],
      },
    );
    expect(errors).toBeUndefined();
    const counts = data._entities.map((entity: Data) => (entity.routes ?? entity.stops).totalCount);
    expect(counts.slice(0, 2)).toEqual([10, 0]);
    expect(counts[2]).toBe(counts[3]);
    expect(counts[4]).toBeGreaterThan(5);
    expect(counts[4]).toBeLessThan(counts[3]);
    expect(counts.slice(5)).toEqual([0, 0]);
    for (const { regions } of data._entities[4].stops.nodes) {
      expect(regions).toEqual([{ code: '330106' }, { code: '330100' }]);
    }
  });

  it('loads the keys of a call in one batch per table', async () => {
    const stops = ['hubin-1', 'hubin-2', 'wushan-1', 'nowhere', 'hubin-1'];
    const representations = [
      ...stops.map((id) => ({ __typename: 'Stop', gtfsId: `HZ:${id}` })),
      ...['M1', 'M2', '7'].map((id) => ({ __typename: 'Route', gtfsId: `HZ:${id}` })),
      { __typename: 'Station', gtfsId: 'HZ:fengqi' },
      { __typename: 'Trip', gtfsId: 'HZ:M1-1-weekday-2320' },
      { __typename: 'Pattern', gtfsId: 'HZ:M1:0:1' },
      { __typename: 'Stop', gtfsId: 'OTHER:hubin-1' },
      { __typename: 'Stop', gtfsId: 'HZ:fengqi' },
    ];
    reads.length = 0;
    const { data } = await ask(
      `query ($representations: [_Any!]!) { _entities(representations: $representations) {
        __typename
        ... on Stop { name routes { nodes { shortName } } departures(first: 2) { nodes { route { longName } trip { pattern { gtfsId } } stop { name } } } }
        ... on Route { shortName } ... on Station { name } ... on Trip { headsign } ... on Pattern { stops { name } }
      } }`,
      { representations },
    );
    expect(reads).toEqual([
      ['stops', 6],
      ['routes', 3],
      ['stations', 1],
      ['trips', 1],
      ['patterns', 1],
    ]);
    const names = data._entities.map(
      (entity: Data) => entity?.name ?? entity?.shortName ?? entity?.headsign ?? null,
    );
    expect(names.slice(0, 10)).toEqual([
      '湖滨',
      '湖滨',
      '吴山广场',
      null,
      '湖滨',
      '1号线',
      '2号线',
      '7路',
      '凤起路',
      '文泽路',
    ]);
    // A stop of another feed, and a station under the name of a stop, do not exist.
    expect(data._entities.slice(-2)).toEqual([null, null]);
  });

  it.each([
    ['first over 100', '{ stops(first: 101) { totalCount } }'],
    ['a cursor of no list', '{ stops(after: "xx") { totalCount } }'],
    [
      'a cursor of another list',
      `{ stop(gtfsId: "HZ:hubin-1") { departures(after: "${Buffer.from('["x"]').toString('base64url')}") { nodes { headsign } } } }`,
    ],
    [
      'a period of over a week',
      '{ stop(gtfsId: "HZ:hubin-1") { departures(withinSeconds: 604801) { nodes { headsign } } } }',
    ],
    ['a latitude beyond the pole', '{ stopsNear(latitude: 91, longitude: 0) { pageInfo { hasNextPage } } }'],
    [
      'a radius of 11 km',
      '{ stopsNear(latitude: 1, longitude: 0, radiusMeters: 11000) { pageInfo { hasNextPage } } }',
    ],
    [
      'too many changes',
      '{ planJourney(from: "HZ:fengqi", to: "HZ:wulin", maxTransfers: 7) { itineraries { arrival } } }',
    ],
    ['a missing place', '{ planJourney(from: "HZ:fengqi", to: "HZ:moon") { itineraries { arrival } } }'],
    [
      'a time without offset',
      '{ stop(gtfsId: "HZ:hubin-1") { departures(at: "2026-11-25T08:00:00") { nodes { headsign } } } }',
    ],
  ])('refuses %s', async (_what, query) => {
    expect((await ask(query)).codes).toEqual(['BAD_USER_INPUT']);
  });
});
