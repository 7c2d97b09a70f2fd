import { personas } from '@civic-graph/testing';
import { expect, it, onTestFinished } from 'vitest';
import { archiveOf, smallFeed, sourceOf, testConfig } from '../../test/small-feed.ts';
import { loadFeed } from '../gtfs/load-feed.ts';
import { createTransportSubgraph } from '../subgraph.ts';
import { lineOfTrip } from './lines.ts';
import { encodePolyline, type Point } from './polyline.ts';
import { partOf, positionsAlong } from './stop-positions.ts';

it('encodes the example of the format', () => {
  const points: Point[] = [
    [-120.2, 38.5],
    [-120.95, 40.7],
    [-126.453, 43.252],
  ];
  expect(encodePolyline(points)).toBe('_p~iF~ps|U_ulLnnqC_mqNvxq`@');
});

it('finds stops in the direction of travel on a street that is used both ways', () => {
  const line: Point[] = [
    [27, 62],
    [27, 62.01],
    [27, 62.02],
    [27, 62.01],
    [27, 62],
  ];
  const stops: Point[] = [
    [27, 62],
    [27.0001, 62.005],
    [27, 62.02],
    [27.0001, 62.005],
    [27, 62],
  ];
  expect(Array.from(positionsAlong(line, stops) ?? [], (position) => position.toFixed(6))).toEqual(
    [0, 0.5, 2, 3.5, 4].map((position) => position.toFixed(6)),
  );
  const [first, second] = [line.slice(0, 2), line.slice(0, 2).toReversed()];
  expect(positionsAlong(first, second)).toBeNull();
  expect(partOf(line, 0.5, 3.5).slice(1, -1)).toEqual(line.slice(1, 4));
});

const shapes = [
  'shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence',
  // Not in order; around a corner between the second and the third stop.
  'around,62.02,27.001,4',
  'around,62.00,27.000,1',
  'around,62.02,27.000,5',
  'around,62.01,27.001,3',
  'around,62.01,27.000,2\n',
].join('\n');
const files = {
  ...smallFeed,
  'trips.txt': 'route_id,service_id,trip_id,shape_id\nr1,daily,t1,around\nr1,daily,t2,\n',
  'shapes.txt': shapes,
};
const query = `{
  pattern(gtfsId: "T:r1:0:1") { shape { geoJson isStraight } }
  one: trip(gtfsId: "T:t1") { shape { encoded isStraight } }
  other: trip(gtfsId: "T:t2") { shape { geoJson isStraight } }
  planJourney(from: "T:s2", to: "T:s3", departAt: "2017-06-01T08:00:00+03:00") {
    itineraries { legs { shape { geoJson isStraight } } }
  }
  feed { warnings { code file } }
}`;

async function answerOf(changed: Readonly<Record<string, string>>) {
  const transport = await createTransportSubgraph(testConfig, {
    sources: { T: sourceOf({ ...files, ...changed }) },
  });
  onTestFinished(() => transport.close());
  const { data, errors } = await transport.executeAs(personas.anonymous, { query });
  expect(errors).toBeUndefined();
  // biome-ignore lint/suspicious/noExplicitAny: the shape is that of the query
  return data as any;
}

const lineString = (coordinates: readonly Point[]) => JSON.stringify({ type: 'LineString', coordinates });
const corner: Point[] = [
  [27, 62.01],
  [27.001, 62.01],
  [27.001, 62.02],
  [27, 62.02],
];

it('draws patterns, trips and rides by the shapes of the feed', async () => {
  const { pattern, one, other, planJourney } = await answerOf({});
  expect(pattern.shape).toEqual({ geoJson: lineString([[27, 62], ...corner]), isStraight: false });
  expect(one.shape).toEqual({ encoded: encodePolyline([[27, 62], ...corner]), isStraight: false });
  const stops: Point[] = [
    [27, 62],
    [27, 62.01],
    [27, 62.02],
  ];
  expect(other.shape).toEqual({ geoJson: lineString(stops), isStraight: true });
  expect(planJourney.itineraries[0].legs).toEqual([
    { shape: { geoJson: lineString(corner), isStraight: false } },
  ]);
});

it('reads the points of a shape once for all its trips', async () => {
  const trips = 'route_id,service_id,trip_id,shape_id\nr1,daily,t1,around\nr1,daily,t2,around\n';
  const feed = await loadFeed(archiveOf({ ...files, 'trips.txt': trips }), 'T');
  const [one, other] = [0, 1].map((trip) => lineOfTrip(feed, trip));
  expect(one?.points).toHaveLength(5);
  expect(other?.points).toBe(one?.points);
});

it('serves a feed with broken shapes, with straight lines and a warning', async () => {
  const { one, feed } = await answerOf({ 'shapes.txt': shapes.replace('62.01', 'north') });
  expect(one.shape.isStraight).toBe(true);
  expect(feed.warnings).toContainEqual({ code: 'invalid_float', file: 'shapes.txt' });
});
