import { dirname, join } from 'node:path';
import { z } from 'zod';
import { SourceError } from '../../source/feed-source.ts';
import { isUrl } from '../../source/zip-source.ts';
import { objectOf, parseData } from './envelope.ts';
import { boundedList } from './fields.ts';

/** Files that are read; others, such as geofencing_zones, are not. */
export type FileName =
  | 'system_information'
  | 'vehicle_types'
  | 'station_information'
  | 'station_status'
  | 'vehicle_status'
  | 'system_pricing_plans';

const files: ReadonlyMap<string, FileName> = new Map([
  ['system_information', 'system_information'],
  ['vehicle_types', 'vehicle_types'],
  ['station_information', 'station_information'],
  ['station_status', 'station_status'],
  ['vehicle_status', 'vehicle_status'],
  // Version 2.
  ['free_bike_status', 'vehicle_status'],
  ['system_pricing_plans', 'system_pricing_plans'],
]);

const discovery = z.object({
  feeds: boundedList(z.object({ name: z.string().max(100), url: z.string().max(2_000) }), 100),
});

/**
 * The places of the files of a system (gbfs.json). Version 2 lists them by language: the first one is used.
 *
 * @throws SourceError also for a place that a remote server may not name
 */
export function readDiscovery(data: unknown, place: string): ReadonlyMap<FileName, string> {
  const lists = objectOf(data);
  const { feeds } = parseData(discovery, 'feeds' in lists ? lists : Object.values(lists)[0]);
  const places = new Map<FileName, string>();
  for (const { name, url } of feeds) {
    const file = files.get(name);
    if (file !== undefined) places.set(file, placeOf(url, place));
  }
  if (!places.has('system_information')) throw new SourceError('gbfs.json lists no system_information');
  return places;
}

/** A server may name only its own origin, not the internal network. A local list is trusted. */
function placeOf(url: string, listPlace: string): string {
  if (isUrl(listPlace)) {
    if (URL.canParse(url) && new URL(url).origin === new URL(listPlace).origin) return url;
    throw new SourceError(
      'gbfs.json names a file of another origin; check it, save gbfs.json as a file, and give its path',
    );
  }
  if (isUrl(url)) return url;
  if (/^[\w-][\w.-]*$/.test(url)) return join(dirname(listPlace), url);
  throw new SourceError('gbfs.json names a file that is neither a URL nor a name in its folder');
}
