import type { NoticeCode } from '../../notices/catalogue.ts';
import { ringProblem } from './check-ring.ts';
import { isObject, jsonText } from './json-object.ts';
import type { Position, Ring, Zone } from './zone.ts';

/** Notes a problem of the file. */
export type LocationNotice = (code: NoticeCode, element: string | null, detail?: string) => void;

const parts = ['id', 'type', 'properties', 'geometry'];

/** Reads one zone. @returns `null` if it has an error */
export function readFeature(feature: unknown, index: number, notice: LocationNotice): Zone | null {
  if (!isObject(feature)) {
    notice('missing_required_element', `features[${index}]`);
    return null;
  }
  for (const key of Object.keys(feature)) {
    if (!parts.includes(key)) notice('geo_json_unknown_element', `features[${index}].${key}`);
  }
  const missing = parts.filter((part) => feature[part] === undefined || feature[part] === '');
  for (const part of missing) notice('missing_required_element', `features[${index}].${part}`);
  if (missing.length > 0) return null;
  const id = jsonText(feature.id);
  if (feature.type !== 'Feature')
    notice('unsupported_feature_type', `features[${index}].type`, jsonText(feature.type));
  const polygons = readGeometry(feature.geometry, `features[${index}].geometry`, id, notice);
  if (polygons === null) return null;
  const properties = isObject(feature.properties) ? feature.properties : {};
  return { id, polygons, name: textOf(properties.stop_name), description: textOf(properties.stop_desc) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value.trim() : '';
}

function readGeometry(
  geometry: unknown,
  place: string,
  id: string,
  notice: LocationNotice,
): readonly (readonly Ring[])[] | null {
  const object = isObject(geometry) ? geometry : {};
  for (const key of Object.keys(object)) {
    if (key !== 'type' && key !== 'coordinates') notice('geo_json_unknown_element', `${place}.${key}`);
  }
  const missing = ['type', 'coordinates'].filter((part) => object[part] === undefined);
  for (const part of missing) notice('missing_required_element', `${place}.${part}`);
  if (missing.length > 0) return null;
  const { type, coordinates } = object;
  if (type !== 'Polygon' && type !== 'MultiPolygon') {
    notice('unsupported_geometry_type', `${place}.type`, jsonText(type));
    return [];
  }
  const polygons = readPolygons(type === 'Polygon' ? [coordinates] : coordinates);
  const problem = polygons === null ? 'the coordinates are not positions' : problemOf(polygons, id, notice);
  if (problem === null) return polygons;
  notice('invalid_geometry', `${place}.coordinates`, `"${id}": ${problem}`);
  return null;
}

function problemOf(
  polygons: readonly (readonly Ring[])[],
  id: string,
  notice: LocationNotice,
): string | null {
  const rings = polygons.flat();
  const positions = rings.flat();
  const nearOrigin = positions.find(([x, y]) => Math.abs(x) <= 1 && Math.abs(y) <= 1);
  if (nearOrigin !== undefined)
    notice('point_near_origin', 'coordinates', `"${id}" ${nearOrigin.join(', ')}`);
  const nearPole = positions.find(([, y]) => Math.abs(y) >= 89);
  if (nearPole !== undefined) notice('point_near_pole', 'coordinates', `"${id}" ${nearPole.join(', ')}`);
  return rings.map(ringProblem).find((problem) => problem !== null) ?? null;
}

function readPolygons(value: unknown): readonly (readonly Ring[])[] | null {
  return readAll(value, (polygon) => readAll(polygon, (ring) => readAll(ring, readPosition)));
}

function readAll<T>(value: unknown, read: (each: unknown) => T | null): readonly T[] | null {
  if (!Array.isArray(value)) return null;
  const all = value.map(read).filter((each) => each !== null);
  return all.length === value.length ? all : null;
}

function readPosition(value: unknown): Position | null {
  if (!Array.isArray(value)) return null;
  const [longitude, latitude]: readonly unknown[] = value;
  return typeof longitude === 'number' && typeof latitude === 'number' ? [longitude, latitude] : null;
}
