/** Colours from light to dark, distinguishable without colour vision (ColorBrewer Blues). */
const colours = ['#deebf7', '#9ecae1', '#6baed6', '#3182bd', '#08519c'] as const;

/** Grey with a dashed border, so that missing values do not look like small ones. */
export const missingColour = '#e0e0e0';

/** Values that have one colour on a map. */
export interface MapClass {
  readonly from: number;
  readonly to: number;
  readonly colour: string;
}

/** Classes with equally many values each (quantiles); equal values are never in two of them. */
export function mapClasses(values: readonly number[]): readonly MapClass[] {
  const sorted = [...values].sort((one, other) => one - other);
  const found: MapClass[] = [];
  for (const [index, colour] of colours.entries()) {
    const start = Math.round((index * sorted.length) / colours.length);
    const end = Math.round(((index + 1) * sorted.length) / colours.length);
    const own = sorted.slice(start, end).filter((value) => value > (found.at(-1)?.to ?? -Infinity));
    const [from, to] = [own[0], own.at(-1)];
    if (from !== undefined && to !== undefined) found.push({ from, to, colour });
  }
  return found;
}

export function colourOf(value: number | null, classes: readonly MapClass[]): string {
  if (value === null) return missingColour;
  return classes.find(({ to }) => value <= to)?.colour ?? missingColour;
}
