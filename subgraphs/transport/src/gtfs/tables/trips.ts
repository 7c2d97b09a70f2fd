import type { Archive } from '../../archive/archive.ts';
import { IntColumn } from '../../feed/columns.ts';
import { IdTableBuilder } from '../../feed/id-table.ts';
import type { TripTable } from '../../feed/tables.ts';
import { RepeatedTextBuilder } from '../../feed/text-column.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

/** Its columns take little memory; a nationwide feed has about a million trips. */
const maxRows = 5_000_000;
const shape = { file: 'trips.txt', columns: ['route_id', 'service_id', 'trip_id'], maxRows };

export async function readTrips(
  archive: Archive,
  report: LoadReport,
  routeIndex: ReadonlyMap<string, number>,
  serviceIndex: ReadonlyMap<string, number>,
  shapeIndex: ReadonlyMap<string, number>,
): Promise<TripTable> {
  const ids = new IdTableBuilder();
  const routes = new IntColumn();
  const services = new IntColumn();
  const directions = new IntColumn();
  const headsigns = new RepeatedTextBuilder();
  const wheelchair = new IntColumn();
  const shapes = new IntColumn();
  const blocks = new IntColumn();
  const blockIndex = new Map<string, number>();
  await readTable(archive, shape, report, (row) => {
    ids.push(row.uniqueId('trip_id', ids));
    routes.push(row.reference('route_id', routeIndex, 'routes.txt'));
    services.push(row.reference('service_id', serviceIndex, 'calendar.txt or calendar_dates.txt'));
    directions.push(row.choice('direction_id', 1, -1));
    headsigns.push(row.text('trip_headsign'));
    wheelchair.push(row.choice('wheelchair_accessible', 2, 0));
    shapes.push(shapeIndex.get(row.text('shape_id')) ?? -1);
    blocks.push(blockOf(blockIndex, row.text('block_id')));
  });
  const table = ids.table();
  return {
    ids: table,
    sourceIds: table,
    routes: routes.toShared(),
    services: services.toShared(),
    directions: Int8Array.from(directions.toArray()),
    headsigns: headsigns.column(),
    wheelchair: Uint8Array.from(wheelchair.toArray()),
    shapes: shapes.toShared(),
    blocks: blocks.toShared(),
  };
}

function blockOf(index: Map<string, number>, id: string): number {
  if (id === '') return -1;
  const block = index.get(id) ?? index.size;
  index.set(id, block);
  return block;
}
