import type { FieldRules } from './read-schema.ts';

/** Who reads through an app: a citizen at one of the two levels of assurance, or the app by itself. */
export const lensReaders = ['substantial', 'high', 'app'] as const;
export type LensReader = (typeof lensReaders)[number];

/** A combination of app, purpose and kind of citizen, through which fields are looked at. */
export interface PurposeLens {
  /** Scopes that agencies have approved for the app. */
  readonly approvedScopes: readonly string[];
  /** Whether the app may use data for the purpose. */
  readonly isPurposeAllowed: boolean;
  readonly reader: LensReader;
}

/** What would open a field to the combination. */
export type Lack = 'scopes' | 'purpose' | 'assurance' | 'citizen';

export type Openness =
  | { readonly kind: 'allowed' }
  /** Once the citizen has consented to these scopes. */
  | { readonly kind: 'consent'; readonly scopes: readonly string[] }
  /** Without any lack, it is for officials, developers or admins. */
  | { readonly kind: 'closed'; readonly lacks: readonly Lack[]; readonly scopes: readonly string[] };

/** How many are open in which way. */
export function countOpenness(kinds: Iterable<Openness['kind']>): Record<Openness['kind'], number> {
  const count = { allowed: 0, consent: 0, closed: 0 };
  for (const kind of kinds) count[kind] += 1;
  return count;
}

/** A caller, as the rules of a field see it. */
interface World {
  readonly isCitizen: boolean;
  readonly isHigh: boolean;
  /** Whether its token has the scope. */
  readonly hasScope: (scope: string) => boolean;
  /** Whether the citizen has consented to the scope, for the purpose. */
  readonly hasConsent: (scope: string) => boolean;
}

/** Whether a field is open to a combination, by the same rules that the gateway applies to a token. */
export function lookThrough(lens: PurposeLens, rules: FieldRules): Openness {
  const isCitizen = lens.reader !== 'app';
  const isApproved = (scope: string) => lens.approvedScopes.includes(scope);
  // A citizen's token has only scopes that the citizen has consented to.
  const before: World = {
    isCitizen,
    isHigh: lens.reader === 'high',
    hasScope: isCitizen ? no : isApproved,
    hasConsent: no,
  };
  if (isOpen(rules, before)) return { kind: 'allowed' };
  const hasConsent = isCitizen && lens.isPurposeAllowed ? isApproved : no;
  const after: World = { ...before, hasScope: isApproved, hasConsent };
  if (isCitizen && isOpen(rules, after)) return { kind: 'consent', scopes: scopesFor(rules, after) };
  return closed(lens, rules);
}

function closed(lens: PurposeLens, rules: FieldRules): Openness {
  const isApproved = (scope: string) => lens.approvedScopes.includes(scope);
  const withLacks = (lacks: readonly Lack[]): World => {
    const hasScope = lacks.includes('scopes') ? yes : isApproved;
    const isCitizen = lens.reader !== 'app' || lacks.includes('citizen');
    const isForPurpose = lens.isPurposeAllowed || lacks.includes('purpose');
    return {
      isCitizen,
      isHigh: isCitizen && (lens.reader === 'high' || lacks.includes('assurance')),
      hasScope,
      hasConsent: isCitizen && isForPurpose ? hasScope : no,
    };
  };
  const all: readonly Lack[] = ['scopes', 'purpose', 'assurance', 'citizen'];
  if (!isOpen(rules, withLacks(all))) return { kind: 'closed', lacks: [], scopes: [] };
  const lacks = all.reduce<readonly Lack[]>((kept, lack) => {
    const fewer = kept.filter((each) => each !== lack);
    return isOpen(rules, withLacks(fewer)) ? fewer : kept;
  }, all);
  const missing = scopesFor(rules, withLacks(lacks)).filter((scope) => !isApproved(scope));
  return { kind: 'closed', lacks, scopes: missing };
}

function isOpen({ scopes, policies }: FieldRules, world: World): boolean {
  const meets = (ways: FieldRules['scopes'], holds: (name: string) => boolean) =>
    ways.length === 0 || ways.some((all) => all.every(holds));
  return meets(scopes, world.hasScope) && meets(policies, (policy) => holdsIn(world, policy));
}

/** Officials, developers and admins are in no world; their policies never hold. */
function holdsIn(world: World, policy: string): boolean {
  if (policy === 'owner') return world.isCitizen;
  if (policy === 'assurance:high') return world.isHigh;
  return policy.startsWith(consent) && world.hasConsent(policy.slice(consent.length));
}

const consent = 'consent:';

/** The scopes of the first way that is open. */
function scopesFor({ scopes, policies }: FieldRules, world: World): string[] {
  const way = scopes.find((all) => all.every(world.hasScope)) ?? [];
  const policyWay = policies.find((all) => all.every((policy) => holdsIn(world, policy))) ?? [];
  const consents = policyWay.filter((policy) => policy.startsWith(consent));
  return [...new Set([...way, ...consents.map((policy) => policy.slice(consent.length))])];
}

const yes = () => true;
const no = () => false;
