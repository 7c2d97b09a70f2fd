import { readFile, stat } from 'node:fs/promises';
import { ConfigurationError } from '@civic-graph/service';
import { collectionSchema, polygonsOf, type RegionGeometry } from './geometry-schema.ts';
import { RegionGeometries } from './region-geometries.ts';

/** A larger file would take more than a gigabyte during the start. */
const maximumBytes = 128 * 1024 * 1024;

/** Positions of one region: more would make a response of several megabytes. */
const maximumPositions = 50_000;

/**
 * Reads the outlines of regions from a GeoJSON file.
 *
 * @throws ConfigurationError if the file has no outlines of regions
 */
export async function readGeometries(file: string): Promise<RegionGeometries> {
  const refuse = (problem: string, cause?: unknown) =>
    new ConfigurationError(`STATISTICS_GEOMETRY: ${file} ${problem}`, { cause });
  const size = await stat(file).then(
    (found) => (found.isFile() ? found.size : null),
    () => null,
  );
  if (size === null) throw refuse('is not a readable file');
  if (size > maximumBytes)
    throw refuse(`has ${size} bytes; at most ${maximumBytes} are read, so simplify it`);
  let json: unknown;
  try {
    json = JSON.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    throw refuse('is not JSON', cause);
  }
  const parsed = collectionSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw refuse(`is not a GeoJSON collection of outlines: ${issue?.path.join('.')}: ${issue?.message}`);
  }
  const byCode = new Map<string, RegionGeometry>();
  for (const [index, { id, properties, geometry }] of parsed.data.features.entries()) {
    const code = properties?.code ?? id;
    if (code === undefined) throw refuse(`has no code in feature ${index}; set its property code`);
    if (byCode.has(String(code))) throw refuse(`has the region ${code} twice; join both into a MultiPolygon`);
    const positions = polygonsOf(geometry).flat(2).length;
    if (positions > maximumPositions) {
      throw refuse(
        `has ${positions} positions in region ${code}; at most ${maximumPositions}, so simplify it`,
      );
    }
    byCode.set(String(code), geometry);
  }
  return new RegionGeometries(byCode);
}
