import { PolicyError, type Requirement } from '@civic-graph/policy';
import type { Atoms } from './callers.ts';

/** Combinations of one field: comparing them takes most of a second. */
const maxCombinations = 1_000;

/**
 * Every combination with one alternative of every rule.
 *
 * @throws PolicyError where there are too many
 */
export function smallestRights(coordinate: string, requirements: readonly Requirement[]): Atoms[] {
  const problem = combinationProblem(coordinate, requirements);
  if (problem !== null) throw new PolicyError(problem, { coordinate });
  return distinctRules(requirements).reduce<Atoms[]>(
    (sets, alternatives) => sets.flatMap((set) => alternatives.map((alternative) => union(set, alternative))),
    [none],
  );
}

/** @returns what is wrong with the guards of a field, or `null` */
export function combinationProblem(coordinate: string, requirements: readonly Requirement[]): string | null {
  const count = distinctRules(requirements).reduce((product, rule) => product * rule.length, 1);
  if (count <= maxCombinations) return null;
  return `${coordinate}: its access rules, with those of its type and of what it needs, have ${count} combinations of alternatives; the limit is ${maxCombinations}; write fewer alternatives`;
}

const none: Atoms = { scopes: new Set(), policies: new Set() };

/** The alternatives of each rule; a rule that guards both a field and its type counts once. */
function distinctRules(requirements: readonly Requirement[]): readonly (readonly Atoms[])[] {
  const rules = requirements.flatMap(({ scopes, policies }) => [
    ...(scopes ? [scopes.map((all): Atoms => ({ ...none, scopes: new Set(all) }))] : []),
    ...(policies ? [policies.map((all): Atoms => ({ ...none, policies: new Set(all) }))] : []),
  ]);
  return [...new Map(rules.map((rule) => [keyOf(rule), rule])).values()];
}

function keyOf(rule: readonly Atoms[]): string {
  return JSON.stringify(rule.map(({ scopes, policies }) => [[...scopes], [...policies]]));
}

function union(one: Atoms, other: Atoms): Atoms {
  return {
    scopes: new Set([...one.scopes, ...other.scopes]),
    policies: new Set([...one.policies, ...other.policies]),
  };
}
