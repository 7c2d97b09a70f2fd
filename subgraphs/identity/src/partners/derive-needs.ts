import { type DataClass, dataClasses, parsePolicyName, type Requirement } from '@civic-graph/policy';
import { agencyOf } from '../directory/subgraph-agencies.ts';
import { describeScope, scopeCatalogue } from '../scopes/catalogue.ts';

export type OperationKind = 'query' | 'mutation' | 'subscription';

/** A field of an operation, as a gateway reports it. */
export interface AnalysedField {
  readonly coordinate: string;
  readonly dataClass: DataClass | null;
  readonly owners: readonly string[];
  readonly requirements: readonly Requirement[];
}

/** Needs of an app that reads a field for citizens. */
export interface FieldNeed {
  readonly coordinate: string;
  readonly dataClass: DataClass | null;
  /** Agencies whose subgraphs resolve the field. */
  readonly agencies: readonly string[];
  readonly scopes: readonly string[];
  /** Conditions beside the scopes: consent, high assurance, ownership by the citizen. */
  readonly policies: readonly string[];
}

export interface OperationNeeds {
  readonly fields: readonly FieldNeed[];
  /** Fields that require an official, so that no app can read them. */
  readonly notForApps: readonly string[];
}

/** One alternative of a rule: all of it must hold. */
interface Alternative {
  readonly scopes: readonly string[];
  readonly policies: readonly string[];
}

/**
 * Computes the minimum that an app needs for an operation.
 *
 * Among alternatives it prefers what the operation needs anyway, else the least sensitive.
 */
export function deriveNeeds(fields: readonly AnalysedField[]): OperationNeeds {
  const open = fields.map((field) => ({ field, choices: field.requirements.flatMap(choicesOf) }));
  const notForApps = open
    .filter(({ choices }) => choices.some((alternatives) => alternatives.length === 0))
    .map(({ field }) => field.coordinate);
  const needed = new Set(
    open.flatMap(({ choices }) => choices.flatMap((alternatives) => onlyOf(alternatives)?.scopes ?? [])),
  );
  return {
    notForApps,
    fields: open.map(({ field, choices }) => {
      const chosen = choices.flatMap((alternatives) => leastOf(alternatives, needed) ?? []);
      for (const { scopes } of chosen) for (const scope of scopes) needed.add(scope);
      return {
        coordinate: field.coordinate,
        dataClass: field.dataClass,
        agencies: field.owners.flatMap((owner) => agencyOf(owner) ?? []),
        scopes: [...new Set(chosen.flatMap(({ scopes }) => scopes))],
        policies: [...new Set(chosen.flatMap(({ policies }) => policies))],
      };
    }),
  };
}

export interface PartNeed {
  readonly agency: string;
  readonly scopes: readonly string[];
}

/**
 * Agencies that must approve each scope: the owner of the field that needs it, and the owner of the scope,
 * since a scope opens all data behind it.
 */
export function partsOf(fields: readonly FieldNeed[]): PartNeed[] {
  const parts = new Map<string, Set<string>>();
  for (const { agencies, scopes } of fields) {
    for (const scope of scopes) {
      for (const agency of [...agencies, ...agencyOfScope(scope)]) {
        parts.set(agency, (parts.get(agency) ?? new Set()).add(scope));
      }
    }
  }
  return [...parts].map(([agency, scopes]) => ({ agency, scopes: inOrder(scopes) }));
}

/** In the catalogue's order. */
export function inOrder(scopes: Iterable<string>): string[] {
  const wanted = new Set(scopes);
  return scopeCatalogue.map(({ id }) => id).filter((id) => wanted.has(id));
}

function agencyOfScope(scope: string): string[] {
  return [agencyOf(scope.slice(0, scope.indexOf(':'))) ?? []].flat();
}

/** Alternatives of each rule that an app can meet; none if it requires an official. */
function choicesOf({ scopes, policies }: Requirement): Alternative[][] {
  return [
    ...(scopes === null
      ? []
      : [scopes.filter((all) => all.every(isForApps)).map((all) => ({ scopes: all, policies: [] }))]),
    ...(policies === null ? [] : [policies.flatMap((all) => alternativeOf(all) ?? [])]),
  ];
}

function alternativeOf(all: readonly string[]): Alternative | undefined {
  const scopes: string[] = [];
  for (const name of all) {
    const policy = parsePolicyName(name);
    if (policy === undefined || policy.kind === 'role' || policy.kind === 'agency') return undefined;
    if (policy.kind !== 'consent') continue;
    if (!isForApps(policy.scope)) return undefined;
    scopes.push(policy.scope);
  }
  return { scopes, policies: all };
}

function isForApps(scope: string): boolean {
  return describeScope(scope)?.officialsOnly === false;
}

function onlyOf(alternatives: readonly Alternative[]): Alternative | undefined {
  return alternatives.length === 1 ? alternatives[0] : undefined;
}

function leastOf(alternatives: readonly Alternative[], needed: ReadonlySet<string>): Alternative | undefined {
  const cost = ({ scopes }: Alternative) =>
    Math.max(0, ...scopes.filter((scope) => !needed.has(scope)).map((scope) => 1 + sensitivity(scope)));
  return alternatives.toSorted((one, other) => cost(one) - cost(other))[0];
}

function sensitivity(scope: string): number {
  return dataClasses.indexOf(describeScope(scope)?.dataClass ?? 'C4');
}
