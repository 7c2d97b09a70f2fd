import type { Archive } from '../../archive/archive.ts';
import { IntColumn } from '../../feed/columns.ts';
import type { RowLookup } from '../../feed/id-table.ts';
import type { TransferTable, TripTransfer } from '../../feed/tables.ts';
import type { LoadReport } from '../load-report.ts';
import { readOptional } from './read-optional.ts';

const shape = { file: 'transfers.txt', columns: ['transfer_type'], maxRows: 2_000_000 };

export interface Transfers {
  readonly transfers: TransferTable;
  readonly tripTransfers: readonly TripTransfer[];
}

/**
 * Transfers between stops, and whether passengers can stay aboard between two trips (types 4 and 5). Omits
 * other transfers between trips or routes, which the journey planner does not support.
 */
export async function readTransfers(
  archive: Archive,
  report: LoadReport,
  stopIndex: RowLookup,
  tripIndex: RowLookup,
): Promise<Transfers> {
  const [starts, ends, types, minSeconds] = [
    new IntColumn(),
    new IntColumn(),
    new IntColumn(),
    new IntColumn(),
  ];
  const tripTransfers: TripTransfer[] = [];
  const narrower = ['from_trip_id', 'to_trip_id', 'from_route_id', 'to_route_id'];
  await readOptional(archive, shape, report, (row) => {
    const type = row.choice('transfer_type', 5, 0);
    if (type > 3) {
      // Unknown trips are ignored: frequencies.txt may have replaced them.
      const [from, to] = [row.text('from_trip_id'), row.text('to_trip_id')].map((id) => tripIndex.get(id));
      if (from !== undefined && to !== undefined) tripTransfers.push({ from, to, type });
      return;
    }
    if (narrower.some((field) => row.text(field) !== '')) return;
    const from = row.reference('from_stop_id', stopIndex, 'stops.txt');
    const to = row.reference('to_stop_id', stopIndex, 'stops.txt');
    const seconds = row.integer('min_transfer_time', 0, 86_400);
    if (from === -1 || to === -1) return;
    starts.push(from);
    ends.push(to);
    types.push(type);
    minSeconds.push(seconds ?? -1);
  });
  const transfers: TransferTable = {
    from: starts.toShared(),
    to: ends.toShared(),
    types: types.toShared(),
    minSeconds: minSeconds.toShared(),
  };
  return { transfers, tripTransfers };
}
