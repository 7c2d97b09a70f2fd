import type { Accessibility, BoardingRule, TimePrecision, TransitMode } from './resolver-types.ts';

const accessibilities: readonly Accessibility[] = ['UNKNOWN', 'ACCESSIBLE', 'NOT_ACCESSIBLE'];
const boardingRules: readonly BoardingRule[] = ['REGULAR', 'NOT_AVAILABLE', 'PHONE_OPERATOR', 'ASK_DRIVER'];

/** In the order of `timePrecision` of the feed's tables. */
const timePrecisions: readonly TimePrecision[] = ['EXACT', 'APPROXIMATE', 'HEADWAY'];

/** `timepoint` of stop_times.txt, and `exact_times` of frequencies.txt. */
export function precisionOfTime(code: number | undefined): TimePrecision {
  return timePrecisions[code ?? 0] ?? 'EXACT';
}

/** `wheelchair_boarding`, `wheelchair_accessible`. */
export function accessibility(code: number | undefined): Accessibility {
  return accessibilities[code ?? 0] ?? 'UNKNOWN';
}

/** `pickup_type`, `drop_off_type`. */
export function boardingRule(code: number | undefined): BoardingRule {
  return boardingRules[code ?? 0] ?? 'REGULAR';
}

const basicModes: Readonly<Record<number, TransitMode>> = {
  0: 'TRAM',
  1: 'SUBWAY',
  2: 'RAIL',
  3: 'BUS',
  4: 'FERRY',
  5: 'CABLE_TRAM',
  6: 'AERIAL_LIFT',
  7: 'FUNICULAR',
  11: 'TROLLEYBUS',
  12: 'MONORAIL',
};

/**
 * Hundreds of the extended types (https://developers.google.com/transit/gtfs/reference/extended-route-types).
 */
const extendedModes: Readonly<Record<number, TransitMode>> = {
  1: 'RAIL',
  2: 'BUS',
  4: 'SUBWAY',
  7: 'BUS',
  8: 'TROLLEYBUS',
  9: 'TRAM',
  10: 'FERRY',
  12: 'FERRY',
  13: 'AERIAL_LIFT',
  14: 'FUNICULAR',
};

/** `route_type`, basic or extended. */
export function transitMode(routeType: number): TransitMode {
  if (routeType === 405) return 'MONORAIL';
  return basicModes[routeType] ?? extendedModes[Math.floor(routeType / 100)] ?? 'OTHER';
}
