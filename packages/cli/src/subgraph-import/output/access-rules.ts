import type { PublishedClass } from '../proposal/model.ts';

/** Names that the rules of a subgraph use. */
export interface RuleNames {
  /** Id of the agency, whose officials may read everything. */
  readonly agency: string;
  /** Scope of officials. */
  readonly officials: string;
  /** Scope that a citizen consents to. */
  readonly own: string;
}

export function ruleNames(subgraph: string, agency: string): RuleNames {
  return { agency, officials: `${subgraph}:records`, own: `${subgraph}:own` };
}

/** Who reaches a field, besides the agency's officials. */
export type Reach = 'officials' | 'officials and the citizen' | 'the citizen as owner';

/** Rules that a class demands (docs/explanation/adr/0005); none for public fields. */
export function ruleDirectives(dataClass: PublishedClass, reach: Reach, names: RuleNames): readonly string[] {
  const own = dataClass === 'C0' ? [] : directives(dataClass, reach, names);
  return [...own, `@dataClass(class: ${dataClass})`];
}

function directives(dataClass: PublishedClass, reach: Reach, names: RuleNames): readonly string[] {
  const strict = dataClass === 'C3' ? ['assurance:high'] : [];
  const official = { scope: names.officials, policies: [`agency:${names.agency}`, ...strict] };
  const owner = reach === 'the citizen as owner' ? ['owner'] : [];
  const citizen = { scope: names.own, policies: [...owner, `consent:${names.own}`, ...strict] };
  const alternatives =
    reach === 'officials' ? [official] : reach === 'the citizen as owner' ? [citizen] : [citizen, official];
  return [
    `@requiresScopes(scopes: ${JSON.stringify(alternatives.map(({ scope }) => [scope]))})`,
    `@policy(policies: ${JSON.stringify(alternatives.map(({ policies }) => policies))})`,
  ];
}

/** Callers of the policy cases who may read such a field. */
export function readersOf(dataClass: PublishedClass, reach: Reach, subgraph: string): readonly string[] {
  const citizens = dataClass === 'C3' ? ['lin'] : ['lin', 'lin-low-assurance'];
  return [
    ...(reach === 'officials' ? [] : citizens),
    ...(reach === 'the citizen as owner' ? [] : [`operator-${subgraph}`]),
  ];
}
