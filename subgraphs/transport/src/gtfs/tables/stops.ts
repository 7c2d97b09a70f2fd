import type { Archive } from '../../archive/archive.ts';
import { at, groupRows } from '../../feed/columns.ts';
import { locationType, type StopTable } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import type { Row } from '../row.ts';
import { readTable } from '../table-reader.ts';

const shape = { file: 'stops.txt', columns: ['stop_id'] };

interface ParentReference {
  readonly stop: number;
  readonly parent: string;
  readonly line: number;
}

export async function readStops(archive: Archive, report: LoadReport): Promise<StopTable> {
  const ids: string[] = [];
  const indexOf = new Map<string, number>();
  const names: string[] = [];
  const codes: string[] = [];
  const platforms: string[] = [];
  const zones: string[] = [];
  const latitudes: number[] = [];
  const longitudes: number[] = [];
  const kinds: number[] = [];
  const wheelchair: number[] = [];
  const access: number[] = [];
  const levels: string[] = [];
  const parentReferences: ParentReference[] = [];
  const visit = (row: Row) => {
    const id = row.uniqueId('stop_id', indexOf);
    const stop = ids.push(id) - 1;
    indexOf.set(id, stop);
    const kind = row.choice('location_type', 4, 0);
    kinds.push(kind);
    // Nodes and boarding areas need no name or position.
    const visible = kind <= locationType.entrance;
    const name = row.text('stop_name');
    if (visible && name === '') row.error('missing_stop_name', 'stop_name', 'is empty');
    names.push(name);
    latitudes.push(coordinate(row, 'stop_lat', 90, visible));
    longitudes.push(coordinate(row, 'stop_lon', 180, visible));
    codes.push(row.text('stop_code'));
    platforms.push(row.text('platform_code'));
    zones.push(row.text('zone_id'));
    wheelchair.push(row.choice('wheelchair_boarding', 2, 0));
    access.push(row.choice('stop_access', 1, 0));
    levels.push(row.text('level_id'));
    const parent = row.text('parent_station');
    if (parent !== '') parentReferences.push({ stop, parent, line: row.line });
  };
  if (archive.has(shape.file)) await readTable(archive, shape, report, visit);
  const parents = resolveParents(parentReferences, indexOf, kinds, report);
  return {
    ids,
    indexOf,
    names,
    codes,
    platforms,
    zones,
    latitudes: Float64Array.from(latitudes),
    longitudes: Float64Array.from(longitudes),
    kinds: Uint8Array.from(kinds),
    wheelchair: Uint8Array.from(wheelchair),
    access: Uint8Array.from(access),
    levels,
    parents,
    children: groupRows(
      parents.map((parent, stop) => (at(kinds, stop) === locationType.stop ? parent : -1)),
      ids.length,
    ),
  };
}

function coordinate(row: Row, field: string, bound: number, required: boolean): number {
  const value = row.decimal(field, -bound, bound);
  if (value === null && required && row.text(field) === '') {
    row.error('stop_without_location', field, 'is empty');
  }
  return value ?? 0;
}

/** A station may follow its platforms in the file, so parents are resolved last. */
function resolveParents(
  references: readonly ParentReference[],
  indexOf: ReadonlyMap<string, number>,
  kinds: readonly number[],
  report: LoadReport,
): Int32Array {
  const parents = new Int32Array(kinds.length).fill(-1);
  for (const { stop, parent, line } of references) {
    const row = indexOf.get(parent);
    if (row === undefined) {
      report.error(
        'foreign_key_violation',
        shape.file,
        line,
        'parent_station',
        `"${parent}" is not in stops.txt`,
      );
      continue;
    }
    const expected = kinds[stop] === locationType.boardingArea ? locationType.stop : locationType.station;
    if (kinds[row] === expected) parents[stop] = row;
    else {
      const message = `"${parent}" has location_type ${kinds[row]}, not ${expected}`;
      report.error('wrong_parent_location_type', shape.file, line, 'parent_station', message);
    }
  }
  return parents;
}
