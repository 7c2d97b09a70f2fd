import { afterAll, beforeAll, expect, test } from 'vitest';
import { openTestSubgraph, type TestSubgraph } from '../../test/test-subgraph.ts';
import { geometrySchema, polygonsOf } from './geometry/geometry-schema.ts';

let graph: TestSubgraph;
beforeAll(async () => {
  graph = await openTestSubgraph();
});
afterAll(() => graph.close());

test('a region has an outline, in each detail', async () => {
  const { region, other } = await graph.data<{ region: { geometry: Record<string, string> }; other: object }>(
    `{ region(code: "330100") { geometry { full: geoJson(detail: FULL) medium: geoJson low: geoJson(detail: LOW) } }
       other: region(code: "440100") { geometry { geoJson } } }`,
  );
  for (const text of Object.values(region.geometry)) {
    expect(polygonsOf(geometrySchema.parse(JSON.parse(text)))[0]![0]!.length).toBeGreaterThanOrEqual(4);
  }
  expect(other).toEqual({ geometry: null });
});

test.each([
  [30.05, 118.5, '', { code: '330102' }],
  [30.05, 118.5, ', level: PREFECTURE', { code: '330100' }],
  [30.05, 118.5, ', level: PROVINCE', { code: '330000' }],
  [30.7, 118.5, '', { code: '330500' }],
  [10, 10, '', null],
])('the region at %d, %d%s', async (latitude, longitude, level, expected) => {
  const query = `{ regionAt(latitude: ${latitude}, longitude: ${longitude}${level}) { code } }`;
  expect(await graph.data(query)).toEqual({ regionAt: expected });
});

test('a point that is not on the earth is refused', async () => {
  const { errors } = await graph.ask('{ regionAt(latitude: 91, longitude: 0) { code } }');
  expect(errors?.[0]?.message).toBe('latitude: 91 is not between -90 and 90');
});
