import { at, gather, groupRows, IntColumn, intAt } from '../../feed/columns.ts';
import type { Day } from '../../gtfs/date.ts';
import type { BlockLinks } from '../realtime/block-links.ts';
import type { Overlay, OverlayDay } from '../realtime/overlay.ts';
import type { Calls, Timetable } from '../timetable.ts';
import { basesOf, joinInts, joinOffsets } from './columns.ts';
import { joinRuns } from './merge-runs.ts';

/** An overlay of one feed, and the rows of the joined one before its own. */
interface Part {
  readonly overlay: Overlay;
  readonly calls: number;
  readonly extras: number;
  readonly groups: number;
}

/**
 * Overlays of several feeds over one timetable as one. No pattern, trip or block is in two feeds; so calls of
 * runs, groups, and patterns that the timetable does not have follow each other.
 */
export function joinOverlays(timetable: Timetable, overlays: readonly Overlay[]): Overlay {
  const [first] = overlays;
  if (first !== undefined && overlays.length === 1) return first;
  const calls = basesOf(overlays.map(({ runs }) => runs.calls.stops.length));
  const extras = basesOf(overlays.map(({ extraCalls }) => extraCalls.length));
  const groups = basesOf(overlays.map((overlay) => overlay.groups.length - 1));
  const parts = overlays.map((overlay, index): Part => {
    return { overlay, calls: at(calls, index), extras: at(extras, index), groups: at(groups, index) };
  });
  const rows = timetable.tables.stopTimes.stops.length;
  const extraCalls = joinInts(
    overlays.map((overlay) => overlay.extraCalls),
    calls,
  );
  const patternCount = timetable.patternCount + extraCalls.length;
  const raptorRoutes = overlays.map((overlay) => overlay.raptorRoutes);
  return {
    runs: joinRuns(overlays.map(({ runs }) => runs)),
    rows,
    patternCount,
    extraCalls,
    extraLengths: joinInts(overlays.map(({ extraLengths }) => extraLengths)),
    extraRoutes: joinInts(overlays.map(({ extraRoutes }) => extraRoutes)),
    callsAt: extraCalls.length === 0 ? null : joinCalls(parts, timetable.stopCount),
    raptorRoutes: {
      offsets: joinOffsets(raptorRoutes.map(({ offsets }) => offsets)),
      rows: joinInts(parts.map((part) => part.overlay.raptorRoutes.rows.map((row) => movedRow(row, part)))),
    },
    groups: joinOffsets(overlays.map((overlay) => overlay.groups)),
    days: joinDays(parts, timetable.patternCount, patternCount),
    links: joinLinks(parts),
  };
}

/** A stop time row in the joined overlay; those of the timetable stay. */
function movedRow(row: number, { overlay, calls }: Part): number {
  return row < overlay.rows ? row : row + calls;
}

function joinCalls(parts: readonly Part[], stopCount: number): Calls {
  const [stops, patterns, calls] = [new IntColumn(), new IntColumn(), new IntColumn()];
  for (const { overlay, extras } of parts) {
    const { callsAt } = overlay;
    for (let stop = 0; callsAt !== null && stop < stopCount; stop += 1) {
      const end = intAt(callsAt.offsets, stop + 1);
      for (let row = intAt(callsAt.offsets, stop); row < end; row += 1) {
        stops.push(stop);
        patterns.push(intAt(callsAt.patterns, row) + extras);
        calls.push(intAt(callsAt.calls, row));
      }
    }
  }
  const { offsets, rows } = groupRows(stops.toArray(), stopCount);
  return { offsets, patterns: gather(patterns.toArray(), rows), calls: gather(calls.toArray(), rows) };
}

function joinDays(parts: readonly Part[], planned: number, patternCount: number): Map<Day, OverlayDay> {
  const days = new Map<Day, OverlayDay>();
  for (const { overlay, extras, groups } of parts) {
    for (const [day, own] of overlay.days) {
      const known = days.get(day);
      const joined = {
        groups: known?.groups ?? new Int32Array(patternCount).fill(-1),
        earliest: Math.min(known?.earliest ?? own.earliest, own.earliest),
        latest: Math.max(known?.latest ?? own.latest, own.latest),
      };
      for (const [pattern, group] of own.groups.entries()) {
        if (group !== -1) joined.groups[pattern < planned ? pattern : pattern + extras] = group + groups;
      }
      days.set(day, joined);
    }
  }
  return days;
}

function joinLinks(parts: readonly Part[]): Map<Day, BlockLinks> {
  const days = new Map<Day, BlockLinks>();
  for (const part of parts) {
    for (const [day, own] of part.overlay.links) {
      const joined = days.get(day) ?? { next: new Map(), previous: new Map(), patterns: new Set() };
      days.set(day, joined);
      for (const [row, other] of own.next) joined.next.set(movedRow(row, part), movedRow(other, part));
      for (const [row, other] of own.previous)
        joined.previous.set(movedRow(row, part), movedRow(other, part));
      for (const pattern of own.patterns) joined.patterns.add(pattern);
    }
  }
  return days;
}
