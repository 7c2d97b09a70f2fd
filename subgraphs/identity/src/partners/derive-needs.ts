import type { AgencyDirectory } from '@civic-graph/agencies';
import {
  type DataClass,
  dataClasses,
  type PolicyName,
  parsePolicyName,
  type Requirement,
} from '@civic-graph/policy';

export type OperationKind = 'query' | 'mutation' | 'subscription';

/** A field for people who decide whether to read it. */
export interface FieldInWords {
  readonly coordinate: string;
  readonly description: string | null;
  readonly dataClass: DataClass | null;
}

/** A field of an operation, as a gateway reports it. */
export interface AnalysedField extends FieldInWords {
  /** Fields that reveal less, as its agency recommends. */
  readonly alternatives: readonly FieldInWords[];
  readonly owners: readonly string[];
  readonly requirements: readonly Requirement[];
}

/** Needs of an app that reads a field for citizens. */
export interface FieldNeed extends Pick<FieldInWords, 'coordinate' | 'dataClass'> {
  /** Absent from requests of earlier versions, as are the alternatives. */
  readonly description?: string | null;
  readonly alternatives?: readonly FieldInWords[];
  /** Agencies whose subgraphs resolve the field. */
  readonly agencies: readonly string[];
  readonly scopes: readonly string[];
  /** Conditions beside the scopes: consent, high assurance, ownership by the citizen. */
  readonly policies: readonly string[];
}

/** A scope that a field requires and no manifest defines. */
export interface UndefinedScope {
  readonly scope: string;
  readonly coordinate: string;
}

export interface OperationNeeds {
  readonly fields: readonly FieldNeed[];
  /** Fields that require an official, so that no app can read them. */
  readonly notForApps: readonly string[];
  /** Scopes without which apps cannot read a field. */
  readonly undefinedScopes: readonly UndefinedScope[];
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
export function deriveNeeds(fields: readonly AnalysedField[], directory: AgencyDirectory): OperationNeeds {
  const open = fields.map((field) => ({ field, rules: rulesForApps(field, directory) }));
  const closed = open.map(({ field: { coordinate }, rules }) => ({
    coordinate,
    rules: rules.filter(({ choices }) => choices.length === 0),
  }));
  const needed = new Set(
    open.flatMap(({ rules }) => rules.flatMap(({ choices }) => onlyOf(choices)?.scopes ?? [])),
  );
  return {
    notForApps: closed
      .filter(({ rules }) => rules.some(({ undefinedScopes }) => undefinedScopes.length === 0))
      .map(({ coordinate }) => coordinate),
    undefinedScopes: closed.flatMap(({ coordinate, rules }) =>
      rules.flatMap(({ undefinedScopes }) => undefinedScopes.map((scope) => ({ scope, coordinate }))),
    ),
    fields: open.map(({ field, rules }) => {
      const chosen = rules.flatMap(({ choices }) => leastOf(choices, needed, directory) ?? []);
      for (const { scopes } of chosen) for (const scope of scopes) needed.add(scope);
      return {
        coordinate: field.coordinate,
        description: field.description,
        dataClass: field.dataClass,
        alternatives: field.alternatives,
        agencies: directory.agenciesOf(field.owners),
        scopes: [...new Set(chosen.flatMap(({ scopes }) => scopes))],
        policies: [...new Set(chosen.flatMap(({ policies }) => policies))],
      };
    }),
  };
}

interface RuleForApps {
  /** Alternatives that an app can meet. */
  readonly choices: readonly Alternative[];
  /** Scopes that no manifest defines, in alternatives that an app could meet otherwise. */
  readonly undefinedScopes: readonly string[];
}

function rulesForApps({ requirements }: AnalysedField, directory: AgencyDirectory): RuleForApps[] {
  const isDefined = (scope: string) => directory.describeScope(scope) !== undefined;
  const isClosed = (scope: string) => directory.describeScope(scope)?.officialsOnly === true;
  return requirements.flatMap(rulesOf).map((alternatives) => {
    const forApps = alternatives.filter(({ scopes }) => !scopes.some(isClosed));
    return {
      choices: forApps.filter(({ scopes }) => scopes.every(isDefined)),
      undefinedScopes: forApps.flatMap(({ scopes }) => scopes.filter((scope) => !isDefined(scope))),
    };
  });
}

const officialCapacities: ReadonlySet<PolicyName['kind']> = new Set(['role', 'agency', 'any-agency']);

/** Alternatives of each rule, without those that name a role or agency: an app has neither. */
function rulesOf({ scopes, policies }: Requirement): Alternative[][] {
  return [
    ...(scopes === null ? [] : [scopes.map((all) => ({ scopes: all, policies: [] }))]),
    ...(policies === null ? [] : [policies.flatMap((all) => alternativeOf(all) ?? [])]),
  ];
}

function alternativeOf(all: readonly string[]): Alternative | undefined {
  const scopes: string[] = [];
  for (const name of all) {
    const policy = parsePolicyName(name);
    if (policy === undefined || officialCapacities.has(policy.kind)) return undefined;
    if (policy.kind === 'consent') scopes.push(policy.scope);
  }
  return { scopes, policies: all };
}

function onlyOf(alternatives: readonly Alternative[]): Alternative | undefined {
  return alternatives.length === 1 ? alternatives[0] : undefined;
}

function leastOf(
  alternatives: readonly Alternative[],
  needed: ReadonlySet<string>,
  directory: AgencyDirectory,
): Alternative | undefined {
  const sensitivity = (scope: string) =>
    dataClasses.indexOf(directory.describeScope(scope)?.dataClass ?? 'C4');
  const cost = ({ scopes }: Alternative) =>
    Math.max(0, ...scopes.filter((scope) => !needed.has(scope)).map((scope) => 1 + sensitivity(scope)));
  return alternatives.toSorted((one, other) => cost(one) - cost(other))[0];
}
