import { buffer } from 'node:stream/consumers';
import type { Archive } from '../../../archive/archive.ts';
import type { RowLookup } from '../../../feed/id-table.ts';
import type { OnDemandPlace } from '../../../on-demand/on-demand-table.ts';
import { boxOf } from '../../../on-demand/zones/contains.ts';
import { isObject } from '../../../on-demand/zones/json-object.ts';
import { readFeature } from '../../../on-demand/zones/read-feature.ts';
import { counted } from '../../counted.ts';
import type { LoadReport } from '../../load-report.ts';
import { readOptional } from '../read-optional.ts';

const locationsFile = 'locations.geojson';
const groupShape = { file: 'location_groups.txt', columns: ['location_group_id'] };
const memberShape = { file: 'location_group_stops.txt', columns: ['location_group_id', 'stop_id'] };

/** Places by the id that stop times refer to. */
export interface Places {
  readonly places: OnDemandPlace[];
  readonly zones: ReadonlyMap<string, number>;
  readonly groups: ReadonlyMap<string, number>;
}

/** Zones and groups of stops. A zone that is invalid is left out, and the validator says why. */
export async function readPlaces(
  archive: Archive,
  report: LoadReport,
  stopIndex: RowLookup,
): Promise<Places> {
  const places: OnDemandPlace[] = [];
  const zones = new Map<string, number>();
  for (const feature of await featuresOf(archive)) {
    const zone = readFeature(feature, 0, () => {});
    if (zone === null || zone.polygons.length === 0 || zones.has(zone.id)) continue;
    zones.set(zone.id, places.push({ kind: 'zone', id: zone.id, zone, box: boxOf(zone) }) - 1);
  }
  const groups = new Map<string, number>();
  for (const [id, { name, stops }] of await readGroups(archive, report, stopIndex)) {
    groups.set(id, places.push({ kind: 'group', id, name, stops }) - 1);
  }
  return { places, zones, groups };
}

interface Group {
  readonly name: string;
  readonly stops: number[];
}

async function readGroups(
  archive: Archive,
  report: LoadReport,
  stopIndex: RowLookup,
): Promise<ReadonlyMap<string, Group>> {
  const groups = new Map<string, Group>();
  let leftOut = 0;
  await readOptional(archive, groupShape, report, (row) => {
    const name = row.text('location_group_name');
    if (!row.has('location_id')) {
      groups.set(row.uniqueId('location_group_id', groups), { name, stops: [] });
      return;
    }
    // Drafts before 2024 have a row for each member; some rows have no name.
    const id = row.required('location_group_id');
    const { name: earlier = '', stops = [] } = groups.get(id) ?? {};
    const stop = stopIndex.get(row.text('location_id'));
    if (stop === undefined) leftOut += 1;
    else stops.push(stop);
    groups.set(id, { name: earlier || name, stops });
  });
  await readOptional(archive, memberShape, report, (row) => {
    const group = groups.get(row.required('location_group_id'));
    const stop = row.reference('stop_id', stopIndex, 'stops.txt');
    if (stop !== -1) group?.stops.push(stop);
  });
  if (leftOut > 0) {
    const message = `${counted(leftOut, 'member')} of location groups omitted: stops.txt has no such stop`;
    report.warning('on_demand_stops_left_out', groupShape.file, null, 'location_id', message);
  }
  return groups;
}

async function featuresOf(archive: Archive): Promise<readonly unknown[]> {
  if (!archive.has(locationsFile)) return [];
  try {
    const text = (await buffer(await archive.open(locationsFile))).toString();
    const root: unknown = JSON.parse(text.replace(/^\uFEFF/, ''));
    return isObject(root) && Array.isArray(root.features) ? root.features : [];
  } catch {
    // Damaged or not JSON: the trips in its zones are reported as left out.
    return [];
  }
}
