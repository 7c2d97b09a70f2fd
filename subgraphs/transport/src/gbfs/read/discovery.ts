import { dirname, join } from 'node:path';
import { z } from 'zod';
import { SourceError } from '../../source/feed-source.ts';
import { isUrl } from '../../source/zip-source.ts';
import { parseData } from './envelope.ts';

/** Files that are read; others, such as geofencing_zones, are not. */
export type FileName =
  | 'system_information'
  | 'vehicle_types'
  | 'station_information'
  | 'station_status'
  | 'vehicle_status'
  | 'system_pricing_plans';

const files: Readonly<Record<string, FileName>> = {
  system_information: 'system_information',
  vehicle_types: 'vehicle_types',
  station_information: 'station_information',
  station_status: 'station_status',
  vehicle_status: 'vehicle_status',
  // Version 2.
  free_bike_status: 'vehicle_status',
  system_pricing_plans: 'system_pricing_plans',
};

const feeds = z.array(z.object({ name: z.string().max(100), url: z.string().max(2_000) })).max(100);
const byLanguage = z.record(z.string(), z.object({ feeds }));
const discovery = z.union([z.object({ feeds }), byLanguage]);

/**
 * The places of the files of a system (gbfs.json). Version 2 lists them by language: the first one is used.
 *
 * @throws SourceError also for a place that a remote server must not choose
 */
export function readDiscovery(data: unknown, place: string): ReadonlyMap<FileName, string> {
  const parsed = parseData(discovery, data);
  const listed = Array.isArray(parsed.feeds)
    ? parsed.feeds
    : Object.values(parsed as z.infer<typeof byLanguage>)[0]?.feeds;
  const places = new Map<FileName, string>();
  for (const { name, url } of listed ?? []) {
    const file = files[name];
    if (file !== undefined) places.set(file, placeOf(url, place));
  }
  if (!places.has('system_information')) throw new SourceError('gbfs.json lists no system_information');
  return places;
}

/** A server must not lead into the internal network: its files have its origin. A local list is trusted. */
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
