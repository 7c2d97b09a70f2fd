/** Reads of one day by one reader. */
interface Total {
  readonly day: string;
  readonly records: number;
}

/** A reader, or all that are not shown apart. */
export interface Group {
  readonly key: string;
  readonly label: string;
  readonly total: number;
  /** Reads by day, in the order of the days. */
  readonly values: readonly number[];
}

/** Readers with a colour of their own. */
const mostGroups = 5;

/**
 * Sums up reads by group and day, the most active group first; beyond the fifth they are one.
 * @param labelOf names the group of a total
 */
export function groupTotals<Row extends Total>(
  totals: readonly Row[],
  days: readonly string[],
  labelOf: (total: Row) => string,
  other: string,
): readonly Group[] {
  const byLabel = new Map<string, Map<string, number>>();
  for (const total of totals) {
    const label = labelOf(total);
    const ofGroup = byLabel.get(label) ?? new Map<string, number>();
    ofGroup.set(total.day, (ofGroup.get(total.day) ?? 0) + total.records);
    byLabel.set(label, ofGroup);
  }
  const groups = [...byLabel]
    .map(([label, ofGroup]) =>
      groupOf(
        label,
        days.map((day) => ofGroup.get(day) ?? 0),
      ),
    )
    .sort((one, another) => another.total - one.total);
  if (groups.length <= mostGroups + 1) return groups;
  const rest = groups.slice(mostGroups);
  const values = days.map((_, at) => sum(rest.map((group) => group.values[at] ?? 0)));
  return [...groups.slice(0, mostGroups), groupOf(other, values)];
}

function groupOf(label: string, values: readonly number[]): Group {
  return { key: label, label, values, total: sum(values) };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
