import type { FaresV2 } from '../fares-v2/fares-v2.ts';
import type { OnDemandTable } from '../on-demand/on-demand-table.ts';
import type { PathwayTable } from '../pathways/pathway-table.ts';
import type { ShapeTable } from '../shapes/shape-table.ts';
import type { FareIndex } from './fare-index.ts';
import type { ServiceCalendar } from './service-calendar.ts';
import type {
  Fare,
  FareRule,
  FeedInfo,
  Operator,
  Route,
  StopTable,
  StopTimeTable,
  TransferTable,
  TripTable,
  TripTransfer,
} from './tables.ts';
import type { Translations } from './translations.ts';
import type { ZoneClock } from './zone-clock.ts';

/** Validated tables of one feed. */
export interface FeedTables {
  readonly operators: readonly Operator[];
  readonly stops: StopTable;
  readonly routes: readonly Route[];
  readonly routeIndex: ReadonlyMap<string, number>;
  readonly calendar: ServiceCalendar;
  readonly trips: TripTable;
  readonly shapes: ShapeTable;
  readonly stopTimes: StopTimeTable;
  readonly fares: readonly Fare[];
  readonly fareRules: readonly FareRule[];
  readonly fareIndex: FareIndex;
  /** Fares V2, which replace `fares` and `fareRules`; `null` if the feed has none. */
  readonly faresV2: FaresV2 | null;
  /** On-demand services (GTFS-Flex). */
  readonly onDemand: OnDemandTable;
  /** Ways inside stations (pathways.txt, levels.txt). */
  readonly pathways: PathwayTable;
  readonly transfers: TransferTable;
  readonly tripTransfers: readonly TripTransfer[];
  /** Area id -> stop rows (areas.txt, stop_areas.txt). */
  readonly areas: ReadonlyMap<string, readonly number[]>;
  readonly translations: Translations;
  readonly info: FeedInfo;
  readonly clock: ZoneClock;
}
