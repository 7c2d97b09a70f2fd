import { attributionRole } from './agencies/attribution-role.ts';
import { fareTransferRules } from './fares/fare-transfer-rules.ts';
import { timeframeTimes } from './fares/timeframe-times.ts';
import { bookingRuleIds } from './on-demand/booking-rule-ids.ts';
import { bookingRules } from './on-demand/booking-rules.ts';
import { placesOfStopTimes } from './on-demand/places-of-stop-times.ts';
import { windows } from './on-demand/windows.ts';
import { pathwayShape } from './pathways/pathway-shape.ts';
import { routeColorContrast } from './routes/route-color-contrast.ts';
import { routeNames } from './routes/route-names.ts';
import type { RowRule } from './rule.ts';
import { weekdaysOfService } from './services/weekdays.ts';
import { parentPresence } from './stops/parent-presence.ts';
import { stopAccess } from './stops/stop-access.ts';
import { stopNamesAndPlaces } from './stops/stop-names-and-places.ts';
import { transferFields } from './transfers/transfer-fields.ts';
import { timepoints } from './trips/timepoints.ts';

/** Rules for single rows, which run while their file is read. */
export const rowRules: readonly RowRule[] = [
  attributionRole,
  bookingRuleIds,
  bookingRules,
  fareTransferRules,
  parentPresence,
  pathwayShape,
  placesOfStopTimes,
  routeColorContrast,
  routeNames,
  stopAccess,
  stopNamesAndPlaces,
  timeframeTimes,
  timepoints,
  transferFields,
  weekdaysOfService,
  windows,
];
