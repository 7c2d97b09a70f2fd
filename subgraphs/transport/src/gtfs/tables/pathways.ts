import type { Archive } from '../../archive/archive.ts';
import { at } from '../../feed/columns.ts';
import { metersOf } from '../../feed/nearby.ts';
import type { StopTable } from '../../feed/tables.ts';
import { isWheelchairPathway, secondsOfPathway } from '../../pathways/pathway.ts';
import { noPathways, type PathwayTable } from '../../pathways/pathway-table.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const levelShape = { file: 'levels.txt', columns: ['level_id', 'level_index'] };
const shape = {
  file: 'pathways.txt',
  columns: ['pathway_id', 'from_stop_id', 'to_stop_id', 'pathway_mode', 'is_bidirectional'],
};

/** Ways inside stations, with their times and whether a wheelchair can pass. */
export async function readPathways(
  archive: Archive,
  report: LoadReport,
  stops: StopTable,
): Promise<PathwayTable> {
  if (!archive.has(shape.file)) return noPathways;
  const levels = await readLevels(archive, report);
  const ids = new Map<string, number>();
  const from: number[] = [];
  const to: number[] = [];
  const seconds: number[] = [];
  const bidirectional: number[] = [];
  const accessible: number[] = [];
  await readTable(archive, shape, report, (row) => {
    ids.set(row.uniqueId('pathway_id', ids), ids.size);
    const start = row.reference('from_stop_id', stops.ids, 'stops.txt');
    const end = row.reference('to_stop_id', stops.ids, 'stops.txt');
    const mode = row.required('pathway_mode') === '' ? 0 : row.choice('pathway_mode', 7, 0);
    const pathway = {
      mode,
      length: row.decimal('length', 0, 1e6),
      traversalSeconds: row.integer('traversal_time', 1, 86_400),
      stairs: row.integer('stair_count', -1e6, 1e6),
      maxSlope: row.decimal('max_slope', -1e6, 1e6),
      minWidth: row.decimal('min_width', 0, 1e6),
      levels: levelsBetween(levels, stops, start, end),
      meters: metersBetween(stops, start, end),
    };
    // Only the mode says whether a wheelchair can pass.
    if (start === -1 || end === -1 || mode === 0) return;
    from.push(start);
    to.push(end);
    seconds.push(secondsOfPathway(pathway));
    bidirectional.push(row.choice('is_bidirectional', 1, 0));
    accessible.push(isWheelchairPathway(pathway) ? 1 : 0);
  });
  return {
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    seconds: Int32Array.from(seconds),
    bidirectional: Uint8Array.from(bidirectional),
    accessible: Uint8Array.from(accessible),
  };
}

/** `level_id` -> `level_index`. */
async function readLevels(archive: Archive, report: LoadReport): Promise<ReadonlyMap<string, number>> {
  const levels = new Map<string, number>();
  if (!archive.has(levelShape.file)) return levels;
  await readTable(archive, levelShape, report, (row) => {
    const id = row.uniqueId('level_id', levels);
    levels.set(id, row.decimal('level_index', -1e6, 1e6) ?? 0);
  });
  return levels;
}

function levelsBetween(
  levels: ReadonlyMap<string, number>,
  stops: StopTable,
  from: number,
  to: number,
): number | null {
  if (from === -1 || to === -1) return null;
  const [one, other] = [from, to].map((stop) => levels.get(stops.levels.at(stop)));
  return one === undefined || other === undefined ? null : Math.abs(one - other);
}

/** Nodes and boarding areas may have no position, which the table of stops has as 0. */
function metersBetween({ latitudes, longitudes }: StopTable, from: number, to: number): number | null {
  if (from === -1 || to === -1) return null;
  const [one, other] = [from, to].map((stop) => ({
    latitude: at(latitudes, stop),
    longitude: at(longitudes, stop),
  }));
  const isKnown = (place: typeof one) =>
    place !== undefined && (place.latitude !== 0 || place.longitude !== 0);
  return one !== undefined && other !== undefined && isKnown(one) && isKnown(other)
    ? metersOf(one, other)
    : null;
}
