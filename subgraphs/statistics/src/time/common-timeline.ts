import { parsePeriod } from './parse-period.ts';
import { isSameTimeline, nameOf, type Timeline, timelineOf } from './timeline.ts';

/** More shifts would make a statement longer than the engine accepts. */
const maximumShifts = 5_000;

/** A timeline with the periods of both; null if their periods cannot be compared. */
export function commonTimeline(one: Timeline, other: Timeline): Timeline | null {
  if (one.listed === null || other.listed === null) return isSameTimeline(one, other) ? one : null;
  if (one.startDay !== other.startDay || one.zone !== other.zone) return null;
  const { startDay, zone } = one;
  const byName = new Map(
    [...one.listed, ...other.listed].flatMap((text) => {
      const interval = parsePeriod(text, startDay);
      return interval === undefined ? [] : [[nameOf(interval), { text, ...interval }]];
    }),
  );
  const listed = [...byName.values()]
    .sort((a, b) => a.start - b.start || a.end - b.end)
    .map(({ text }) => text);
  const common = timelineOf({ frequency: 'I', startDay, zone, listed });
  const isShort = [one, other].every((timeline) => shifts(timeline, common).length <= maximumShifts);
  return isShort ? common : null;
}

/** SQL of the number of a period in another timeline, which has all of its periods. */
export function renumbered(timeline: Timeline, onto: Timeline, column: string): string {
  if (timeline.listed === null) return column;
  const parts = shifts(timeline, onto);
  if (parts.every(({ by }) => by === 0)) return column;
  const conditions = parts.map(({ until, by }) => `${column} < ${until}, ${column} + ${by}`);
  return `toUInt32(multiIf(${conditions.join(', ')}, ${column}))`;
}

interface Shift {
  /** Number of the first period after it. */
  readonly until: number;
  readonly by: number;
}

/** Neighbours that move by the same difference, which is one shift if periods were only added at the end. */
function shifts(timeline: Timeline, onto: Timeline): readonly Shift[] {
  const found: Shift[] = [];
  for (const [number, text] of (timeline.listed ?? []).entries()) {
    const by = (onto.numberOf(text) ?? number) - number;
    const last = found.at(-1);
    if (last?.by === by) found[found.length - 1] = { until: number + 1, by };
    else found.push({ until: number + 1, by });
  }
  return found;
}
