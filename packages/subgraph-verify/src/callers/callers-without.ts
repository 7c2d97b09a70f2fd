import type { AnyOfAllOf, Principal } from '@civic-graph/policy';
import { exampleId } from '../schema/example-values.ts';
import { anonymousCaller, type Caller } from './caller.ts';
import { type Guard, isRefused, requirementsOf } from './is-refused.ts';
import type { RuleWords } from './rule-words.ts';
import { strangeAgency } from './stranger.ts';

export type RuleKind = 'authenticated' | 'scopes' | 'policies';

export interface CallerOptions {
  readonly words: RuleWords;
  /** A citizen of the sample who owns its objects. */
  readonly owner: (Principal & { readonly kind: 'citizen' }) | null;
  /** Internal key of a citizen who owns nothing. */
  readonly strangerKey: string;
}

const app = { clientId: 'civic-verify', purpose: 'city-services' } as const;
const person = { ...app, subject: 'civic-verify', assurance: 'high' } as const;

/**
 * Callers with every right except one that a field requires, for each way to miss its alternatives by one
 * name.
 */
export function callersWithout(kind: RuleKind, guard: Guard, options: CallerOptions): readonly Caller[] {
  const requirements = requirementsOf(guard);
  if (kind === 'authenticated') return requirements.length > 0 ? [anonymousCaller] : [];
  const gaps = requirements.flatMap((requirement) => gapsIn(requirement[kind] ?? []));
  if (gaps.length === 0) return [];
  const callers =
    kind === 'scopes'
      ? gaps.map((gap) => withoutScopes(gap, options))
      : [...gaps.flatMap((gap) => withoutPolicies(gap, options)), ...alwaysWithoutPolicies(options)];
  return unique(callers).filter(({ principal }) => isRefused(guard, principal, options.strangerKey));
}

/** For each position, the names whose absence misses every alternative by one. */
function gapsIn(alternatives: AnyOfAllOf): readonly ReadonlySet<string>[] {
  const longest = Math.max(0, ...alternatives.map(({ length }) => length));
  return Array.from(
    { length: longest },
    (_, position) => new Set(alternatives.flatMap((all) => all[position % all.length] ?? [])),
  );
}

function citizenOf({ words, owner }: CallerOptions): Principal & { readonly kind: 'citizen' } {
  return {
    ...person,
    kind: 'citizen',
    subject: owner?.subject ?? person.subject,
    scopes: [...words.scopes],
    citizenKey: owner?.citizenKey ?? exampleId,
    consents: [...words.consents],
    consentId: 'civic-verify',
  };
}

function withoutScopes(gap: ReadonlySet<string>, options: CallerOptions): Caller {
  const scopes = options.words.scopes.filter((scope) => !gap.has(scope));
  return { principal: { ...citizenOf(options), scopes }, words: `a citizen without ${listed(gap)}` };
}

function withoutPolicies(gap: ReadonlySet<string>, options: CallerOptions): readonly Caller[] {
  const { words, strangerKey } = options;
  const assurance = gap.has('assurance:high') ? 'substantial' : 'high';
  const owned = gap.has('owner') ? { citizenKey: strangerKey } : {};
  const consents = words.consents.filter((scope) => !gap.has(`consent:${scope}`));
  const roles = words.roles.filter((role) => !gap.has(`role:${role}`));
  const agency = gap.has('owner') ? undefined : words.agencies.find((id) => !gap.has(`agency:${id}`));
  const official = { ...person, kind: 'operator', scopes: [...words.scopes], roles, assurance } as const;
  return [
    {
      principal: { ...citizenOf(options), ...owned, consents, assurance },
      words: `a citizen without ${listed(gap)}`,
    },
    {
      principal: { ...official, agency: agency ?? strangeAgency },
      words: `an operator without ${listed(gap)}`,
    },
  ];
}

/** An app without a citizen, and a citizen whose token names no purpose. */
function alwaysWithoutPolicies(options: CallerOptions): readonly Caller[] {
  return [
    {
      principal: { ...app, kind: 'app', scopes: [...options.words.scopes] },
      words: 'an app without a citizen',
    },
    {
      principal: { ...citizenOf(options), purpose: null },
      words: 'a citizen whose token names no purpose',
    },
  ];
}

/** The first of each group that the server cannot distinguish. */
function unique(callers: readonly Caller[]): readonly Caller[] {
  const byPrincipal = new Map<string, Caller>();
  for (const caller of callers.toReversed()) byPrincipal.set(JSON.stringify(caller.principal), caller);
  return callers.filter((caller) => byPrincipal.get(JSON.stringify(caller.principal)) === caller);
}

function listed(names: ReadonlySet<string>): string {
  return [...names].join(', ');
}
