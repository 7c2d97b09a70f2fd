import { createHash } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { type DocumentNode, Kind, visit } from 'graphql';

/** On which side of each labelled `@override` a caller is: what a planner needs to know of him. */
export interface OverrideContext {
  /** Callers with the same key get the same plans; empty for all where no label goes by percentage. */
  readonly key: string;
  /** The labels that are on. */
  readonly labels: ReadonlySet<string>;
  /** Of labels `percent(N)`, those are on whose N is above it. */
  readonly percentage: number;
}

/** Moves callers of a field from one subgraph to another, label by label. */
export interface ProgressiveOverride {
  /** How many sides there are, and so how many plans of one operation for one set of rights. */
  readonly sides: number;
  /** The same for the same caller, whichever gateway he asks and whenever. */
  sideOf(principal: Principal): OverrideContext;
}

const percentLabel = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * Reads the labels of a supergraph (Apollo Federation, `@override(label:)`). `percent(N)` is on for N of a
 * hundred callers; a label with a name of its own is on for all where it is configured.
 *
 * All `percent(N)` go by the one number of a caller: who is moved at 5 % stays moved at 10 %, and a field
 * that was moved never comes back as the share grows.
 *
 * @param namedOn labels with names of their own that are on
 */
export function progressiveOverride(
  supergraph: DocumentNode,
  namedOn: readonly string[],
): ProgressiveOverride {
  const labels = overrideLabels(supergraph);
  const named = labels.filter((label) => namedOn.includes(label) && !percentLabel.test(label));
  const percentages = labels.flatMap((label) => {
    const [, percentage] = percentLabel.exec(label) ?? [];
    return percentage === undefined ? [] : [{ label, percentage: Number(percentage) }];
  });
  const steps = [...new Set(percentages.map(({ percentage }) => percentage))].sort((a, b) => a - b);
  // Between two steps all callers are alike; the step below stands for them.
  const sides = [0, ...steps].map((percentage, position): OverrideContext => {
    const shares = percentages.filter((share) => share.percentage > percentage);
    const on = [...named, ...shares.map(({ label }) => label)];
    return { key: steps.length === 0 ? '' : String(position), labels: new Set(on), percentage };
  });
  return {
    sides: sides.length,
    sideOf(principal) {
      const position = steps.length === 0 ? 0 : countAtMost(steps, callerNumber(principal));
      const side = sides[position];
      if (side === undefined) throw new Error('a caller has no side of an override');
      return side;
    },
  };
}

/** Every label in the supergraph, once. */
function overrideLabels(supergraph: DocumentNode): string[] {
  const labels = new Set<string>();
  visit(supergraph, {
    Directive({ name, arguments: given = [] }) {
      if (name.value !== 'join__field') return;
      for (const { name: argument, value } of given) {
        if (argument.value === 'overrideLabel' && value.kind === Kind.STRING) labels.add(value.value);
      }
    },
  });
  return [...labels].sort();
}

function countAtMost(steps: readonly number[], value: number): number {
  const next = steps.findIndex((step) => step > value);
  return next === -1 ? steps.length : next;
}

/** Just below 100: of all shares, only the whole includes it. */
const last = 100 * (1 - 2 ** -48);

/**
 * A caller's number in [0, 100). The anonymous are one caller, since nothing tells them apart from one
 * request to the next: they are moved last, with `percent(100)`, and then all at once.
 */
export function callerNumber(principal: Principal): number {
  if (principal.kind === 'anonymous') return last;
  const name = principal.kind === 'app' ? principal.clientId : principal.subject;
  // Versioned: another hash would move callers back and forth.
  const hash = createHash('sha256').update(`progressive-override/1 ${name}`).digest();
  return (hash.readUIntBE(0, 6) / 2 ** 48) * 100;
}
