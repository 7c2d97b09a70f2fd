import { at } from '../feed/columns.ts';
import type { Feed } from '../feed/feed.ts';
import { metersOf } from '../feed/nearby.ts';
import { accessibility, transitMode } from './enumerations.ts';
import type { TransitLegModel } from './mappers.ts';
import type { Accessibility, TransitMode } from './resolver-types.ts';
import { intermediateStops } from './ride-estimates.ts';

/**
 * Grams of CO2 equivalent per passenger-kilometre, rounded: "Greenhouse gas reporting: conversion factors
 * 2022" of the UK government, as the table of ourworldindata.org/travel-carbon-footprint quotes them.
 *
 * It lists bus (average), tram, London Underground, national rail and ferry (foot passenger). Factors of the
 * other modes are assumptions: each has the factor of a similar mode, and none has a source of its own.
 */
const gramsPerKilometre: Readonly<Record<TransitMode, number>> = {
  BUS: 97,
  TROLLEYBUS: 29,
  TRAM: 29,
  SUBWAY: 28,
  RAIL: 35,
  MONORAIL: 28,
  FERRY: 19,
  CABLE_TRAM: 29,
  AERIAL_LIFT: 29,
  FUNICULAR: 29,
  OTHER: 97,
};

/** Emissions of a ride for one passenger, in grams of CO2 equivalent. */
export function co2OfRide(leg: TransitLegModel): number {
  const { feed, trip, from, to } = leg;
  const { latitudes, longitudes } = feed.stops;
  const way = [from, ...intermediateStops(leg), to].map((stop) => ({
    latitude: at(latitudes, stop),
    longitude: at(longitudes, stop),
  }));
  const meters = way.slice(1).reduce((sum, place, index) => sum + metersOf(at(way, index), place), 0);
  const { type } = at(feed.routes, at(feed.trips.routes, trip));
  return (meters / 1_000) * gramsPerKilometre[transitMode(type)];
}

/** Whether the stops and vehicles of rides can be used with a wheelchair: the worst of them counts. */
export function accessibilityOf(legs: readonly TransitLegModel[]): Accessibility {
  const all = legs.flatMap(({ feed, trip, from, to }) => [
    accessibility(feed.trips.wheelchair[trip]),
    accessibilityOfStop(feed, from),
    accessibilityOfStop(feed, to),
  ]);
  if (all.includes('NOT_ACCESSIBLE')) return 'NOT_ACCESSIBLE';
  return all.includes('UNKNOWN') ? 'UNKNOWN' : 'ACCESSIBLE';
}

function accessibilityOfStop({ stops }: Feed, stop: number): Accessibility {
  const parent = at(stops.parents, stop);
  const own = at(stops.wheelchair, stop);
  return accessibility(own === 0 && parent !== -1 ? at(stops.wheelchair, parent) : own);
}
