import type { Archive } from '../../archive/archive.ts';
import type { Day } from '../../gtfs/date.ts';
import type { Notices } from '../../notices/notices.ts';
import { readLocations } from '../locations/read-locations.ts';
import { rowRules } from '../rules/row-rules.ts';
import { gtfsTables, locationsFile } from '../schema/gtfs-tables.ts';
import type { TableSpec } from '../schema/table-spec.ts';
import { DuplicateKeys } from './duplicate-keys.ts';
import type { FeedData } from './feed-data.ts';
import { Places } from './places.ts';
import { checkReferences, referencesOf } from './references.ts';
import type { RowView } from './row-view.ts';
import { scanTable } from './scan-table.ts';
import { ServiceDays } from './service-days.ts';
import { ShapeCollector } from './shape-columns.ts';
import { StopTimeCollector } from './stop-time-columns.ts';
import { Table } from './table.ts';

/**
 * Reads all files of a feed, one row at a time, and checks the rows by themselves.
 *
 * @param maxRows of one file
 */
export async function readFeedData(
  archive: Archive,
  notices: Notices,
  today: Day,
  maxRows: number,
): Promise<FeedData> {
  const tables = new Map<string, Table>(gtfsTables.map(({ file }) => [file, new Table(file)]));
  const locations = new Table(locationsFile);
  tables.set(locationsFile, locations);
  const table = (file: string) => tables.get(file) ?? new Table(file);
  const stopTimes = new StopTimeCollector();
  const shapes = new ShapeCollector();
  const store = (spec: TableSpec, row: RowView) => {
    if (spec.file === 'stop_times.txt') stopTimes.add(row, table('trips.txt'), table('stops.txt'));
    else if (spec.file === 'shapes.txt') shapes.add(row);
    else table(spec.file).add(row, Object.keys(spec.fields));
  };
  const targets = { table, hasShape: (id: string) => shapes.has(id) };
  for (const spec of gtfsTables) {
    if (!archive.has(spec.file)) continue;
    const references = referencesOf(spec);
    const keys = isSorted(spec.file) ? null : new DuplicateKeys(spec);
    const rules = rowRules.filter(
      ({ file, needsFile }) => file === spec.file && (needsFile === undefined || archive.has(needsFile)),
    );
    const visit = (row: RowView) => {
      checkReferences(row, references, targets);
      keys?.check(row);
      for (const { anyColumn, check } of rules) {
        if (anyColumn === undefined || anyColumn.some((column) => row.hasColumn(column))) check(row);
      }
      store(spec, row);
    };
    await scanTable(archive, { spec, table: table(spec.file), notices, maxRows, visit });
  }
  const { zones, isComplete } = await readLocations(archive, notices);
  if (archive.has(locationsFile)) locations.status = isComplete ? 'complete' : 'broken';
  return {
    table,
    zones,
    today,
    stopTimes: stopTimes.finish(table('trips.txt').size),
    shapePoints: shapes.finish(),
    places: new Places(table('stops.txt')),
    services: new ServiceDays(table('calendar.txt'), table('calendar_dates.txt')),
  };
}

/** Whether a file is sorted by its key, which finds duplicates with less memory. */
function isSorted(file: string): boolean {
  return file === 'stop_times.txt' || file === 'shapes.txt';
}
