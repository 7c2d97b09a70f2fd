import type { Archive } from '../../archive/archive.ts';
import type { Transfer } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import { readTable } from '../table-reader.ts';

const shape = { file: 'transfers.txt', columns: ['transfer_type'] };

/**
 * Transfers between stops. Omits those between trips or routes (types 4 and 5, or with `from_trip_id`,
 * `from_route_id` …), which the journey planner does not support.
 */
export async function readTransfers(
  archive: Archive,
  report: LoadReport,
  stopIndex: ReadonlyMap<string, number>,
): Promise<Transfer[]> {
  const transfers: Transfer[] = [];
  if (!archive.has(shape.file)) return transfers;
  const narrower = ['from_trip_id', 'to_trip_id', 'from_route_id', 'to_route_id'];
  await readTable(archive, shape, report, (row) => {
    const type = row.choice('transfer_type', 5, 0);
    if (type > 3 || narrower.some((field) => row.text(field) !== '')) return;
    const from = row.reference('from_stop_id', stopIndex, 'stops.txt');
    const to = row.reference('to_stop_id', stopIndex, 'stops.txt');
    const minSeconds = row.integer('min_transfer_time', 0, 86_400);
    if (from !== -1 && to !== -1) transfers.push({ from, to, type, minSeconds });
  });
  return transfers;
}
