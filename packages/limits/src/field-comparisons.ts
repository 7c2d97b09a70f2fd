import { DocumentTokens, tokenKind } from './document-tokens.ts';

export interface Comparisons {
  readonly max: number;
  /**
   * Maximum number of names to visit, with fragments written out. A document that needs more counts as
   * exceeding `max`.
   */
  readonly maxSteps: number;
}

/** Places with the same response names up to here, merged. */
class Place {
  /** Number of fields that lead here. */
  count = 0;
  /** By response name. */
  readonly below = new Map<string, Place>();
  /** Number of spreads of each fragment here. */
  readonly spreads = new Map<string, number>();

  field(name: string): Place {
    let place = this.below.get(name);
    if (place === undefined) {
      place = new Place();
      this.below.set(name, place);
    }
    place.count += 1;
    return place;
  }

  spread(name: string): void {
    this.spreads.set(name, (this.spreads.get(name) ?? 0) + 1);
  }
}

interface Definition {
  /** `null` for an operation. */
  readonly fragment: string | null;
  readonly root: Place;
}

/** A place, and how often its selections occur there. */
interface Reached {
  readonly place: Place;
  readonly times: number;
}

/**
 * Counts the pairs of fields that validation would compare (GraphQL October 2021, section 5.3.2). Validation
 * is quadratic in fields of one response name; counting is linear, and bounded by `maxSteps`.
 *
 * @param text a document of operations and fragments without cycles; the result is meaningless for others
 * @returns the number, or a value above `max` if it or `maxSteps` is exceeded
 */
export function countComparisons(text: string, { max, maxSteps }: Comparisons): number {
  const definitions = placesOf(text);
  const fragments = new Map<string, Place>();
  for (const { fragment, root } of definitions) if (fragment !== null) fragments.set(fragment, root);
  const seen = new Set<string>();
  let pairs = 0;
  let steps = 0;
  const isTooMuch = () => pairs > max || steps > maxSteps;

  for (const { fragment, root } of definitions) {
    if (fragment === null) compare([{ place: root, times: 1 }]);
  }
  // Validation also compares unused fragments, and both of two with the same name.
  for (const { fragment, root } of definitions) {
    if (fragment === null || (seen.has(fragment) && fragments.get(fragment) === root)) continue;
    compare([{ place: root, times: 1 }]);
  }
  return isTooMuch() ? Math.max(pairs, max + 1) : pairs;

  /** Merged selections of one place. */
  function compare(all: readonly Reached[]): void {
    const byName = new Map<string, { count: number; readonly below: Reached[] }>();
    for (const reached of all) collect(reached);
    for (const { count, below } of byName.values()) {
      pairs += (count * (count - 1)) / 2;
      if (isTooMuch()) return;
      compare(below);
    }

    function collect({ place, times }: Reached): void {
      for (const [name, below] of place.below) {
        steps += 1;
        if (isTooMuch()) return;
        const known = byName.get(name) ?? { count: 0, below: [] };
        known.count += below.count * times;
        known.below.push({ place: below, times });
        byName.set(name, known);
      }
      for (const [fragment, count] of place.spreads) {
        const spread = fragments.get(fragment);
        steps += 1;
        if (isTooMuch()) return;
        if (spread === undefined) continue;
        seen.add(fragment);
        collect({ place: spread, times: times * count });
      }
    }
  }
}

const code = (character: string) => character.charCodeAt(0);
const [braceOpen, braceClose, colon, at] = [code('{'), code('}'), code(':'), code('@')];
const opening: ReadonlySet<number> = new Set([code('('), code('[')]);
const closing: ReadonlySet<number> = new Set([code(')'), code(']')]);

/** Reads each definition from its tokens, so that a rejected document costs no syntax tree. */
function placesOf(text: string): readonly Definition[] {
  const tokens = new DocumentTokens(text);
  const definitions: Definition[] = [];
  /** Open selection sets. */
  const open: Place[] = [];
  /** The last field; a following selection set is nested in it. */
  let last = new Place();
  /** Number of open brackets of values. */
  let values = 0;
  /** Keywords that begin a definition. */
  let header: string[] = [];
  let before: number = tokenKind.end;
  let isCondition = false;

  for (let kind = tokens.next(); kind !== tokenKind.end; before = kind, kind = tokens.next()) {
    if (opening.has(kind) || (kind === braceOpen && values > 0)) values += 1;
    else if (values > 0) {
      if (closing.has(kind) || kind === braceClose) values -= 1;
    } else if (kind === braceOpen) begin();
    else if (kind === braceClose) {
      open.pop();
      if (open.length === 0) header = [];
    } else if (kind === tokenKind.spread) last = open.at(-1) ?? last;
    else if (kind === tokenKind.name && before !== at) readName();
  }
  return definitions;

  function begin(): void {
    if (open.length > 0) open.push(last);
    else {
      const root = new Place();
      definitions.push({ fragment: header[0] === 'fragment' ? (header[1] ?? '') : null, root });
      open.push(root);
    }
    last = open.at(-1) ?? last;
  }

  function readName(): void {
    const place = open.at(-1);
    if (place === undefined) header.push(tokens.text);
    else if (isCondition) isCondition = false;
    else if (before === tokenKind.spread && tokens.is('on')) isCondition = true;
    else if (before === tokenKind.spread) place.spread(tokens.text);
    // Name of the field after its alias.
    else if (before !== colon) last = place.field(tokens.text);
  }
}
