import { isUtf8 } from 'node:buffer';
import { buffer } from 'node:stream/consumers';
import type { Archive } from '../../archive/archive.ts';
import { describeDamage } from '../../gtfs/csv/read-records.ts';
import type { Notices } from '../../notices/notices.ts';
import { isObject, jsonText } from '../../on-demand/zones/json-object.ts';
import { type LocationNotice, readFeature } from '../../on-demand/zones/read-feature.ts';
import type { Zone } from '../../on-demand/zones/zone.ts';
import { locationsFile } from '../schema/gtfs-tables.ts';
import { duplicateJsonKeys } from './duplicate-json-keys.ts';

export interface Locations {
  readonly zones: readonly Zone[];
  /** Whether the file could be read to the end. */
  readonly isComplete: boolean;
}

/** Reads and checks locations.geojson, which GTFS requires to be a FeatureCollection of polygons. */
export async function readLocations(archive: Archive, notices: Notices): Promise<Locations> {
  if (!archive.has(locationsFile)) return { zones: [], isComplete: true };
  const notice: LocationNotice = (code, element, detail = '') =>
    notices.add(code, locationsFile, null, element, detail);
  const bytes = await readBytes(archive, notices);
  if (bytes === null) return { zones: [], isComplete: false };
  if (!isUtf8(bytes)) notice('invalid_character', null);
  const text = bytes.toString();
  const root = parse(text);
  if (!isObject(root)) {
    notice('malformed_json', null);
    return { zones: [], isComplete: false };
  }
  for (const key of new Set(duplicateJsonKeys(text))) notice('geo_json_duplicated_element', key);
  for (const key of Object.keys(root)) {
    if (key !== 'type' && key !== 'features') notice('geo_json_unknown_element', key);
  }
  if (root.type === undefined) notice('missing_required_element', 'type');
  else if (root.type !== 'FeatureCollection')
    notice('unsupported_geo_json_type', 'type', jsonText(root.type));
  if (root.type !== 'FeatureCollection' || !Array.isArray(root.features)) {
    return { zones: [], isComplete: false };
  }
  const zones = root.features.map((feature: unknown, index) => readFeature(feature, index, notice));
  const found = zones.filter((zone) => zone !== null);
  reportDuplicates(found, notice);
  return { zones: found, isComplete: found.length === zones.length };
}

/** @returns `null` if the file cannot be unpacked */
async function readBytes(archive: Archive, notices: Notices): Promise<Buffer | null> {
  try {
    return await buffer(await archive.open(locationsFile));
  } catch (error) {
    notices.addDamaged(locationsFile, describeDamage(error));
    return null;
  }
}

function reportDuplicates(zones: readonly Zone[], notice: LocationNotice): void {
  const ids = new Set<string>();
  for (const { id } of zones) {
    if (ids.has(id)) notice('duplicate_geo_json_key', 'id', `"${id}"`);
    ids.add(id);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return null;
  }
}
