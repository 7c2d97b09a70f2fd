import type { Archive } from '../../archive/archive.ts';
import type { RowLookup } from '../../feed/id-table.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const areas = { file: 'areas.txt', columns: ['area_id'] };
const stopAreas = { file: 'stop_areas.txt', columns: ['area_id', 'stop_id'] };

/** Area id -> rows of its stops. */
export async function readAreas(
  archive: Archive,
  report: LoadReport,
  stopIndex: RowLookup,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const ids = new Map<string, number>();
  const members = new Map<string, number[]>();
  if (!archive.has(areas.file) || !archive.has(stopAreas.file)) return members;
  await readTable(archive, areas, report, (row) => {
    ids.set(row.uniqueId('area_id', ids), ids.size);
  });
  await readTable(archive, stopAreas, report, (row) => {
    const area = row.text('area_id');
    if (row.reference('area_id', ids, 'areas.txt') === -1) return;
    const stop = row.reference('stop_id', stopIndex, 'stops.txt');
    if (stop === -1) return;
    const stops = members.get(area);
    if (stops === undefined) members.set(area, [stop]);
    else stops.push(stop);
  });
  return members;
}
