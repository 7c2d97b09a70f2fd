import type { Archive } from '../../archive/archive.ts';
import { at, groupRows, IntColumn } from '../../feed/columns.ts';
import { FloatColumn } from '../../feed/float-column.ts';
import { type IdTable, IdTableBuilder } from '../../feed/id-table.ts';
import { locationType, type StopTable } from '../../feed/tables.ts';
import { TextBuilder } from '../../feed/text-column.ts';
import type { LoadReport } from '../load-report.ts';
import type { Row } from '../row.ts';
import { readTable } from '../table-reader.ts';

const shape = { file: 'stops.txt', columns: ['stop_id'], maxRows: 2_000_000 };

interface ParentReference {
  readonly stop: number;
  readonly parent: string;
  readonly line: number;
}

export async function readStops(archive: Archive, report: LoadReport): Promise<StopTable> {
  const ids = new IdTableBuilder();
  const [names, codes, platforms] = [new TextBuilder(), new TextBuilder(), new TextBuilder()];
  const [zones, levels] = [new TextBuilder(), new TextBuilder()];
  const [latitudes, longitudes] = [new FloatColumn(), new FloatColumn()];
  const [kindColumn, wheelchair, access] = [new IntColumn(), new IntColumn(), new IntColumn()];
  const parentReferences: ParentReference[] = [];
  const visit = (row: Row) => {
    const stop = ids.length;
    ids.push(row.uniqueId('stop_id', ids));
    const kind = row.choice('location_type', 4, 0);
    kindColumn.push(kind);
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
  const table = ids.table();
  const kinds = Uint8Array.from(kindColumn.toArray());
  const parents = resolveParents(parentReferences, table, kinds, report);
  return {
    ids: table,
    names: names.column(),
    codes: codes.column(),
    platforms: platforms.column(),
    zones: zones.column(),
    latitudes: latitudes.toArray(),
    longitudes: longitudes.toArray(),
    kinds,
    wheelchair: Uint8Array.from(wheelchair.toArray()),
    access: Uint8Array.from(access.toArray()),
    levels: levels.column(),
    parents,
    children: groupRows(
      parents.map((parent, stop) => (at(kinds, stop) === locationType.stop ? parent : -1)),
      table.length,
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
  ids: IdTable,
  kinds: Uint8Array,
  report: LoadReport,
): Int32Array {
  const parents = new Int32Array(kinds.length).fill(-1);
  for (const { stop, parent, line } of references) {
    const row = ids.get(parent);
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
