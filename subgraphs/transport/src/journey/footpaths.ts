import { distance } from 'geokdbush';
import { at, type Groups, groupRows, IntColumn, rowsOf } from '../feed/columns.ts';
import { StopLocator } from '../feed/nearby.ts';
import { locationType, type TransferTable } from '../feed/tables.ts';
import type { StationWalks } from './pathways/station-walks.ts';
import type { PlanningTables } from './planning-tables.ts';
import { never } from './raptor/labels.ts';
import { StationPlatforms } from './station-platforms.ts';

/** Footpaths, grouped by stop. */
export interface Footpaths {
  /** Stop s has the rows `offsets[s]` to `offsets[s + 1]`, exclusive. */
  readonly offsets: Int32Array;
  /** The stop at the other end. */
  readonly stops: Int32Array;
  readonly seconds: Int32Array;
}

/** Footpaths, and the times of changes at one stop. */
export interface Changes {
  readonly footpaths: Footpaths;
  /** Stop row -> minimum seconds between two vehicles there; {@link never} if transfers.txt forbids it. */
  readonly changeSeconds: Int32Array;
}

/** Maximum straight-line distance of a walk between two vehicles. */
export const maxWalkMeters = 400;
/** Detour factor: 1.3 is the usual ratio of walking to straight-line distance in a city. */
const detour = 1.3;
const metersPerSecond = 1.25;
/** Minimum time for alighting, orientation and boarding, even to the opposite platform. */
export const minWalkSeconds = 60;
/** More neighbours than any interchange has, to bound the work in a degenerate feed. */
export const maxNeighbours = 64;

/** Walking time for a straight-line distance. */
export function walkSeconds(meters: number): number {
  return Math.max(minWalkSeconds, Math.ceil((meters * detour) / metersPerSecond));
}

/**
 * Footpaths from each stop to nearby stops and its station's platforms, by pathways where a station has them;
 * transfers.txt overrides computed times, but makes no way accessible.
 */
export function findFootpaths(
  { stops, transfers }: Pick<PlanningTables, 'stops' | 'transfers'>,
  walks: StationWalks | null,
): Changes {
  const locator = StopLocator.of(stops);
  const platforms = new StationPlatforms(stops);
  const stated = statedTransfers(stops, transfers, platforms);
  const offsets = new Int32Array(stops.kinds.length + 1);
  const ends = new IntColumn();
  const seconds = new IntColumn();
  const changeSeconds = new Int32Array(stops.kinds.length);
  for (let stop = 0; stop < stops.kinds.length; stop += 1) {
    if (at(stops.kinds, stop) === locationType.stop) {
      const own = stated.get(stop);
      const change = own?.get(stop) ?? 0;
      changeSeconds[stop] = change === notPossible ? never : change;
      const reachable = reachableFrom(stop, stops, locator, platforms, own);
      const station = at(stops.parents, stop);
      const ways = walks?.from(stop, station === -1 ? [] : platforms.of(station, stop));
      for (const to of new Set([...reachable, ...(ways?.keys() ?? [])])) {
        const isDescribed = walks?.ways.describes(stop, to) === true;
        const time = isDescribed
          ? secondsInStation(own?.get(to), ways?.get(to), walks.onlyAccessible)
          : (own?.get(to) ?? walkSeconds(metersBetween(stops, stop, to)));
        if (time === notPossible) continue;
        ends.push(to);
        seconds.push(time);
      }
    }
    offsets[stop + 1] = ends.length;
  }
  return { footpaths: { offsets, stops: ends.toArray(), seconds: seconds.toArray() }, changeSeconds };
}

const notPossible = 'not possible';

/** Minimum seconds; `null` if transfers.txt states none. */
type StatedTransfer = number | null | typeof notPossible;
type StatedTransfers = ReadonlyMap<number, StatedTransfer>;

/** A wheelchair needs an accessible way, whatever time transfers.txt states. */
function secondsInStation(
  stated: StatedTransfer | undefined,
  walked: number | undefined,
  onlyAccessible: boolean,
): number | typeof notPossible {
  if (stated === notPossible) return notPossible;
  if (!onlyAccessible) return stated ?? walked ?? notPossible;
  return walked === undefined ? notPossible : Math.max(stated ?? 0, walked);
}

function reachableFrom(
  stop: number,
  stops: PlanningTables['stops'],
  locator: StopLocator,
  platforms: StationPlatforms,
  stated: StatedTransfers | undefined,
): Set<number> {
  const reachable = new Set<number>(stated?.keys());
  const [latitude, longitude] = [at(stops.latitudes, stop), at(stops.longitudes, stop)];
  for (const near of locator.near(latitude, longitude, maxWalkMeters, maxNeighbours))
    reachable.add(near.stop);
  const station = at(stops.parents, stop);
  if (station !== -1) for (const platform of platforms.of(station, stop)) reachable.add(platform);
  reachable.delete(stop);
  return reachable;
}

/** The reversed footpaths, for a search from the destination. */
export function reversedFootpaths({ offsets, stops, seconds }: Footpaths): Footpaths {
  const { offsets: ends, rows }: Groups = groupRows(stops, offsets.length - 1);
  const starts = new Int32Array(stops.length);
  for (let stop = 0; stop + 1 < offsets.length; stop += 1) {
    starts.fill(stop, at(offsets, stop), at(offsets, stop + 1));
  }
  return {
    offsets: ends,
    stops: rows.map((row) => at(starts, row)),
    seconds: rows.map((row) => at(seconds, row)),
  };
}

/** @returns the walking time in seconds, or `undefined` */
export function secondsOfWay(
  { offsets, stops, seconds }: Footpaths,
  from: number,
  to: number,
): number | undefined {
  const place = stops.subarray(at(offsets, from), at(offsets, from + 1)).indexOf(to);
  return place === -1 ? undefined : at(seconds, at(offsets, from) + place);
}

export function metersBetween(
  { latitudes, longitudes }: Pick<PlanningTables['stops'], 'latitudes' | 'longitudes'>,
  from: number,
  to: number,
): number {
  return 1000 * distance(at(longitudes, from), at(latitudes, from), at(longitudes, to), at(latitudes, to));
}

/** Stop -> stop -> minimum seconds, with stations of transfers.txt expanded to platforms. */
function statedTransfers(
  stops: PlanningTables['stops'],
  transfers: TransferTable,
  platforms: StationPlatforms,
): ReadonlyMap<number, StatedTransfers> {
  const stated = new Map<number, Map<number, StatedTransfer>>();
  const isStation = (row: number) => rowsOf(stops.children, row).length > 0;
  for (const [row, type] of transfers.types.entries()) {
    const [from, to] = [at(transfers.from, row), at(transfers.to, row)];
    const minSeconds = at(transfers.minSeconds, row);
    for (const start of isStation(from) ? rowsOf(stops.children, from) : [from]) {
      const ends = stated.get(start) ?? new Map<number, StatedTransfer>();
      stated.set(start, ends);
      for (const end of isStation(to) ? platforms.of(to, start) : [to]) {
        if (type === 3) ends.set(end, notPossible);
        else ends.set(end, minSeconds === -1 ? null : minSeconds);
      }
    }
  }
  return stated;
}
