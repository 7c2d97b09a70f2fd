import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionSetNode,
} from 'graphql';

export interface Comparisons {
  readonly max: number;
  /** Selections to look at, with fragments written out. Whoever needs more is taken to exceed `max`. */
  readonly maxSteps: number;
}

/** A selection set, and the fragments that it was reached through. */
interface Place {
  readonly set: SelectionSetNode;
  readonly within: Within | null;
}

interface Within {
  readonly fragment: string;
  readonly outer: Within | null;
}

/**
 * How many pairs of fields validation would compare (GraphQL October 2021, section 5.3.2): all that have the same response
 * name at the same place of the answer, with each other, and what is below them likewise. That is quadratic: five hundred
 * fields of one name are 120,000 pairs. Counted, not compared, it is linear in the document with its fragments written out.
 *
 * @returns the number, or one above `max` as soon as it is clear that there are more
 */
export function countComparisons({ definitions }: DocumentNode, { max, maxSteps }: Comparisons): number {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const definition of definitions) {
    if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
  }
  const reached = new Set<string>();
  let pairs = 0;
  let steps = 0;
  const isTooMuch = () => pairs > max || steps > maxSteps;

  for (const definition of definitions) {
    if (definition.kind === Kind.OPERATION_DEFINITION)
      compare([{ set: definition.selectionSet, within: null }]);
  }
  // Validation reads those that nobody spreads as well.
  for (const [name, { selectionSet }] of fragments) {
    if (!reached.has(name)) compare([{ set: selectionSet, within: { fragment: name, outer: null } }]);
  }
  return isTooMuch() ? Math.max(pairs, max + 1) : pairs;

  /** Of what is selected at one place of the answer. */
  function compare(places: readonly Place[]): void {
    const byName = new Map<string, { count: number; below: Place[] }>();
    for (const place of places) collect(place);
    for (const { count, below } of byName.values()) {
      pairs += (count * (count - 1)) / 2;
      if (isTooMuch()) return;
      if (below.length > 0) compare(below);
    }

    function collect({ set, within }: Place): void {
      for (const selection of set.selections) {
        steps += 1;
        if (isTooMuch()) return;
        if (selection.kind === Kind.FIELD) add(selection, within);
        else if (selection.kind === Kind.INLINE_FRAGMENT) collect({ set: selection.selectionSet, within });
        else spread(selection.name.value, within);
      }
    }

    function add({ alias, name, selectionSet }: FieldNode, within: Within | null): void {
      const key = (alias ?? name).value;
      const known = byName.get(key) ?? { count: 0, below: [] };
      known.count += 1;
      if (selectionSet) known.below.push({ set: selectionSet, within });
      byName.set(key, known);
    }

    function spread(name: string, within: Within | null): void {
      const fragment = fragments.get(name);
      // A fragment within itself is refused by validation; it has no end here.
      if (fragment === undefined || isWithin(name, within)) return;
      reached.add(name);
      collect({ set: fragment.selectionSet, within: { fragment: name, outer: within } });
    }
  }
}

function isWithin(name: string, within: Within | null): boolean {
  for (let around = within; around !== null; around = around.outer) {
    if (around.fragment === name) return true;
  }
  return false;
}
