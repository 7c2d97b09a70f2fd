import { isSameTimeline, type Timeline, timelineOf } from './timeline.ts';

/** More shifts would make a statement longer than the engine accepts. */
const maximumShifts = 5_000;

/** A timeline with the periods of both; null if their periods cannot be compared. */
export const commonTimeline = remembered(findCommon);

const shifts = remembered(findShifts);

/** Two releases may list 100,000 periods each, and clients compare them again and again. */
function remembered<Value>(compute: (one: Timeline, other: Timeline) => Value) {
  const known = new WeakMap<Timeline, WeakMap<Timeline, { readonly value: Value }>>();
  return (one: Timeline, other: Timeline): Value => {
    const ofOne = known.get(one) ?? new WeakMap<Timeline, { readonly value: Value }>();
    known.set(one, ofOne);
    const found = ofOne.get(other) ?? { value: compute(one, other) };
    ofOne.set(other, found);
    return found.value;
  };
}

function findCommon(one: Timeline, other: Timeline): Timeline | null {
  if (one.listed === null || other.listed === null) return isSameTimeline(one, other) ? one : null;
  if (one.startDay !== other.startDay || one.zone !== other.zone) return null;
  const { startDay, zone } = one;
  const listed = merged(one, other);
  const common = timelineOf({ frequency: 'I', startDay, zone, listed });
  const isShort = [one, other].every((timeline) => shifts(timeline, common).length <= maximumShifts);
  return isShort ? common : null;
}

/** The texts of both in the order of time, as each list is. */
function merged(one: Timeline, other: Timeline): readonly string[] {
  const texts: string[] = [];
  const [first, second] = [one.listed ?? [], other.listed ?? []];
  for (let [at, beside] = [0, 0]; at < first.length || beside < second.length; ) {
    const order = at === first.length ? 1 : beside === second.length ? -1 : compare(one, at, other, beside);
    texts.push((order <= 0 ? first[at] : second[beside]) ?? '');
    if (order <= 0) at += 1;
    if (order >= 0) beside += 1;
  }
  return texts;
}

function compare(one: Timeline, at: number, other: Timeline, beside: number): number {
  const [a, b] = [one.interval(at), other.interval(beside)];
  return a.start - b.start || a.end - b.end;
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

/** Groups neighbours that shift alike; there is one group if periods were only added at the end. */
function findShifts(timeline: Timeline, onto: Timeline): readonly Shift[] {
  const found: Shift[] = [];
  const last = (onto.listed?.length ?? 0) - 1;
  let place = 0;
  for (const number of (timeline.listed ?? []).keys()) {
    while (place < last && compare(onto, place, timeline, number) < 0) place += 1;
    const by = place - number;
    const before = found.at(-1);
    if (before?.by === by) found[found.length - 1] = { until: number + 1, by };
    else found.push({ until: number + 1, by });
  }
  return found;
}
