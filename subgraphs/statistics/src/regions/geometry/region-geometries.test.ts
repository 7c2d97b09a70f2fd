import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { polygonsOf, type RegionGeometry } from './geometry-schema.ts';
import { readGeometries } from './read-geometries.ts';
import { RegionGeometries } from './region-geometries.ts';

const demo = fileURLToPath(new URL('../../../regions/demo-geometry.json', import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'civic-graph-geometry-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

/** Two regions with a jagged common border, and an island with a lake. */
function jagged(): Map<string, RegionGeometry> {
  const border = Array.from({ length: 201 }, (_, index): [number, number] => [
    100 + Math.sin(index * 1.7) * 0.05,
    30 + index / 200,
  ]);
  const square = (x: number, y: number, size: number): [number, number][] => [
    [x, y],
    [x + size, y],
    [x + size, y + size],
    [x, y + size],
    [x, y],
  ];
  const west: [number, number][] = [[99, 30], ...border, [99, 31], [99, 30]];
  const east: [number, number][] = [[101, 31], ...border.toReversed(), [101, 30], [101, 31]];
  return new Map<string, RegionGeometry>([
    ['west', { type: 'Polygon', coordinates: [west] }],
    ['east', { type: 'Polygon', coordinates: [east] }],
    ['island', { type: 'MultiPolygon', coordinates: [[square(110, 30, 1), square(110.4, 30.4, 0.2)]] }],
  ]);
}

test('simpler outlines have fewer points, and neighbours keep their common border', () => {
  const geometries = new RegionGeometries(jagged());
  const points = (code: string, detail: 'FULL' | 'MEDIUM' | 'LOW') =>
    polygonsOf(geometries.get(code, detail)!).flat(2);
  const sizes = (['FULL', 'MEDIUM', 'LOW'] as const).map((detail) => points('west', detail).length);
  expect(sizes[0]).toBe(204);
  expect(sizes[1]).toBeLessThan(sizes[0]! / 2);
  expect(sizes[2]).toBeLessThan(sizes[1]! / 2);
  for (const detail of ['MEDIUM', 'LOW'] as const) {
    const inner = (code: string) =>
      new Set(
        points(code, detail)
          .filter(([longitude]) => longitude > 99.5 && longitude < 100.5)
          .map(String),
      );
    expect(inner('west').size).toBeGreaterThan(2);
    expect(inner('west')).toEqual(inner('east'));
  }
  expect(polygonsOf(geometries.get('island', 'LOW')!)[0]!.length).toBeGreaterThan(0);
});

test('a map takes the most detailed outlines that it can show', () => {
  const geometries = new RegionGeometries(jagged());
  expect(geometries.detailFor(['west', 'east'], 408)).toBe('FULL');
  expect(geometries.detailFor(['west', 'east'], 407)).toBe('MEDIUM');
  expect(geometries.detailFor(['west', 'east'], 1)).toBe('LOW');
});

test.each([
  [99.5, 30.5, ['west']],
  [100.5, 30.5, ['east']],
  [110.1, 30.1, ['island']],
  [110.5, 30.5, []],
  [0, 0, []],
  [99, 30.5, ['west']],
])('%d, %d is in %j', (longitude, latitude, codes) => {
  expect(new RegionGeometries(jagged()).at(longitude, latitude)).toEqual(codes);
});

test('the demo has its districts, their cities and the province, each within the other', async () => {
  const geometries = await readGeometries(demo);
  const [x, y] = polygonsOf(geometries.get('330106', 'FULL')!)[0]![0]![0]!;
  expect(geometries.at(x + 0.01, y + 0.01)).toEqual(['330100', '330106', '330000']);
});

describe('a file is refused', () => {
  const ring = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ];
  const outline = (properties: object, coordinates: unknown = [ring]) => ({
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates },
  });
  const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features });

  test.each([
    ['that is not JSON', 'x', 'is not JSON'],
    ['without features', collection(), 'not a GeoJSON collection'],
    ['without a code', collection(outline({})), 'no code in feature 0'],
    ['with a region twice', collection(outline({ code: 1 }), outline({ code: '1' })), 'region 1 twice'],
    [
      'outside the world',
      collection(outline({ code: 1 }, [[[181, 0], ...ring]])),
      'not a GeoJSON collection',
    ],
    ['with an open ring', collection(outline({ code: 1 }, [[[0, 0]]])), 'not a GeoJSON collection'],
    [
      'with too many positions',
      collection(outline({ code: 1 }, [Array.from({ length: 50_001 }, () => [0, 0])])),
      'so simplify it',
    ],
  ])('%s', async (_name, text, problem) => {
    const file = join(folder, 'regions.json');
    await writeFile(file, text);
    await expect(readGeometries(file)).rejects.toThrow(problem);
  });

  test('that is missing', async () => {
    await expect(readGeometries(join(folder, 'none.json'))).rejects.toThrow('is not a readable file');
  });
});
