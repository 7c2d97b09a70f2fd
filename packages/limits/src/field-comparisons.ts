import { DocumentTokens, tokenKind } from './document-tokens.ts';

export interface Comparisons {
  readonly max: number;
  /**
   * Names to look at, those of fragments wherever they are spread. Whoever needs more is taken to exceed
   * `max`.
   */
  readonly maxSteps: number;
}

/** Where fields are selected in a definition, all that have the same names up to there in one. */
class Place {
  /** Fields that lead to it. */
  count = 0;
  /** By response name. */
  readonly below = new Map<string, Place>();
  /** How often each fragment is spread there. */
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

/** A place, and how often all that is selected there is. */
interface Reached {
  readonly place: Place;
  readonly times: number;
}

/**
 * How many pairs of fields validation would compare (GraphQL October 2021, section 5.3.2): all that have the
 * same response name at the same place of the answer, with each other, and what is below them likewise. That
 * is quadratic: five hundred fields of one name are 120,000 pairs. Counted, not compared, it takes as long as
 * reading the document with its fragments written out, `maxSteps` at most. A fragment that stands twice in
 * one set is counted twice, and compared once.
 *
 * @param text a document of operations and fragments alone, none of these within itself; of anything else the
 *   number says nothing
 * @returns the number; one above `max` where there are more, or where it would take more than `maxSteps` to
 *   know
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
  // Validation reads those that nobody spreads as well, and of two of one name both.
  for (const { fragment, root } of definitions) {
    if (fragment === null || (seen.has(fragment) && fragments.get(fragment) === root)) continue;
    compare([{ place: root, times: 1 }]);
  }
  return isTooMuch() ? Math.max(pairs, max + 1) : pairs;

  /** Of what is selected at one place of the answer. */
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

/** Of each definition, from its tokens: no tree is made of what is to be refused. */
function placesOf(text: string): readonly Definition[] {
  const tokens = new DocumentTokens(text);
  const definitions: Definition[] = [];
  /** Of the selection sets that are open. */
  const open: Place[] = [];
  /** The field that came last: what follows in braces is below it. */
  let last = new Place();
  /** Brackets of values that are open. */
  let values = 0;
  /** The first names of a definition. */
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
    // The name of the field whose alias was read.
    else if (before !== colon) last = place.field(tokens.text);
  }
}
