import type { Day } from '../../gtfs/date.ts';
import type { Zone } from '../../on-demand/zones/zone.ts';
import type { Places } from './places.ts';
import type { ServiceDays } from './service-days.ts';
import type { ShapePoints } from './shape-columns.ts';
import type { StopTimes } from './stop-time-columns.ts';
import type { Table } from './table.ts';

/** A whole feed as rules see it: the rows without errors. */
export interface FeedData {
  /** A file of GTFS; without rows if it is missing, or is stop_times.txt or shapes.txt. */
  readonly table: (file: string) => Table;
  readonly stopTimes: StopTimes;
  readonly shapePoints: ShapePoints;
  /** Zones of locations.geojson. */
  readonly zones: readonly Zone[];
  readonly places: Places;
  readonly services: ServiceDays;
  /** The date for which the feed is checked. */
  readonly today: Day;
}
