import { createHash } from 'node:crypto';
import type { Principal } from '@civic-graph/policy';
import { type DocumentNode, Kind, visit } from 'graphql';

/** A caller's override context: which labelled `@override` applies, as a planner needs it. */
export interface OverrideContext {
  /** Callers with the same key get the same plans; empty for all without percentage labels. */
  readonly key: string;
  /** The labels that are on. */
  readonly labels: ReadonlySet<string>;
  /** Labels `percent(N)` with N above this number are on. */
  readonly percentage: number;
}

/** Moves callers of a field from one subgraph to another, label by label. */
export interface ProgressiveOverride {
  /** Number of override contexts, hence of plans per operation and set of rights. */
  readonly contexts: number;
  /** Stable for a caller, at any gateway and time. */
  contextOf(principal: Principal): OverrideContext;
}

const percentLabel = /^percent\((\d+(?:\.\d+)?)\)$/;

/**
 * Reads `@override(label:)` of a supergraph (Apollo Federation). `percent(N)` is on for N of a hundred
 * callers by one number per caller, so that a growing share moves nobody back; other labels are on where
 * configured.
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
  // All callers between two steps are alike; the lower step stands for them.
  const contexts = [0, ...steps].map((percentage, position): OverrideContext => {
    const shares = percentages.filter((share) => share.percentage > percentage);
    const on = [...named, ...shares.map(({ label }) => label)];
    return { key: steps.length === 0 ? '' : String(position), labels: new Set(on), percentage };
  });
  return {
    contexts: contexts.length,
    contextOf(principal) {
      const position = steps.length === 0 ? 0 : countAtMost(steps, callerNumber(principal));
      const context = contexts[position];
      if (context === undefined) throw new Error('a caller has no context of an override');
      return context;
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

/** Just below 100, so that only a share of 100 % includes it. */
const last = 100 * (1 - 2 ** -48);

/**
 * A caller's number in [0, 100). Anonymous callers are indistinguishable, so they move together and last,
 * with `percent(100)`.
 */
export function callerNumber(principal: Principal): number {
  if (principal.kind === 'anonymous') return last;
  const name = principal.kind === 'app' ? principal.clientId : principal.subject;
  // Versioned: another hash would move callers back and forth.
  const hash = createHash('sha256').update(`progressive-override/1 ${name}`).digest();
  return (hash.readUIntBE(0, 6) / 2 ** 48) * 100;
}
