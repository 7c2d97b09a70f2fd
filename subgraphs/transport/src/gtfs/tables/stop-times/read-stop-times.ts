import type { Archive } from '../../../archive/archive.ts';
import type { StopTable, StopTimeTable, TripTable } from '../../../feed/tables.ts';
import { counted } from '../../counted.ts';
import type { LoadReport } from '../../load-report.ts';
import { readTable } from '../../table-reader.ts';
import type { OnDemandParts } from '../on-demand/untimed-edges.ts';
import { onDemandColumns, type RawWindow } from '../on-demand/windows.ts';
import { RawStopTimes } from './raw-stop-times.ts';
import { sortByTrip } from './sort-by-trip.ts';

const shape = {
  file: 'stop_times.txt',
  columns: ['trip_id', 'stop_sequence'],
  // A fully on-demand feed has places and windows instead.
  usual: { columns: ['stop_id', 'arrival_time', 'departure_time'], unless: onDemandColumns },
};

export interface StopTimes {
  readonly stopTimes: StopTimeTable;
  /** Trips with an on-demand part, which is not in the table. */
  readonly onDemand: OnDemandParts;
  /** The on-demand parts, in the order of the file. */
  readonly windows: readonly RawWindow[];
}

/** Three times a large nation: 3 GB. */
const usualRows = 100_000_000;

/** @param maxRows maximum number of stop times. Default is 100 million. */
export async function readStopTimes(
  archive: Archive,
  report: LoadReport,
  trips: TripTable,
  stops: StopTable,
  maxRows = usualRows,
): Promise<StopTimes> {
  const raw = new RawStopTimes(trips, stops, archive.sizeOf(shape.file));
  await readTable(archive, { ...shape, maxRows }, report, (row) => raw.add(row));
  const { onDemand, windows, detours } = raw;
  if (detours.size > 0) {
    const message = `areas of on-demand service of ${counted(detours.size, 'trip')} are ignored: they are of a draft of GTFS-Flex before 2020`;
    report.warning('on_demand_areas_ignored', shape.file, null, null, message);
  }
  return { stopTimes: await sortByTrip(raw, trips.ids.length, shape.file, report), onDemand, windows };
}
