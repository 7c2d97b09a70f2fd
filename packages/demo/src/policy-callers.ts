import type { Principal } from '@civic-graph/policy';
import { approvedScopes, personas } from './personas.ts';

/**
 * Whom the agencies' cases can name: the personas of the demonstration, and those whose rights fall between
 * theirs.
 */
export const callers: Readonly<Record<string, Principal>> = {
  ...personas,
  'lin-low-assurance': { ...personas.lin, assurance: 'substantial' },
  'lin-no-purpose': { ...personas.lin, purpose: null, consentId: null, consents: [] },
};

/** What cases have to know of a manifest. */
export interface CaseManifest {
  readonly subgraph: string;
  readonly agency: { readonly id: string };
  readonly scopes: readonly { readonly id: string; readonly officialsOnly: boolean }[];
}

const known = new Set(
  [...Object.values(approvedScopes).flat(), ...Object.values(personas).flatMap(scopesOf)].map(subgraphOf),
);

/**
 * The same with the agencies that the demonstration does not know: `operator-<subgraph>` is one of their
 * officials; the app `wechat-city` is approved for their scopes, and those who consent consent to them.
 */
export function policyCallers(manifests: readonly CaseManifest[]): Readonly<Record<string, Principal>> {
  const added = manifests.filter(({ subgraph }) => !known.has(subgraph));
  const forApps = added.flatMap(({ scopes }) =>
    scopes.filter(({ officialsOnly }) => !officialsOnly).map(({ id }) => id),
  );
  const operators = added
    .filter(({ subgraph }) => !Object.hasOwn(callers, `operator-${subgraph}`))
    .map(({ subgraph, agency, scopes }): [string, Principal] => [
      `operator-${subgraph}`,
      {
        ...personas['operator-identity'],
        ...{ subject: `operator-${subgraph}`, agency: agency.id, roles: [] },
        scopes: scopes.map(({ id }) => id),
      },
    ]);
  const widened = Object.entries(callers).map(([name, caller]): [string, Principal] => [
    name,
    'clientId' in caller && caller.clientId === 'wechat-city' ? withScopes(caller, forApps) : caller,
  ]);
  return Object.fromEntries([...widened, ...operators]);
}

function withScopes(caller: Exclude<Principal, { kind: 'anonymous' }>, scopes: readonly string[]): Principal {
  const widened = { ...caller, scopes: [...caller.scopes, ...scopes] };
  const consents = widened.kind === 'citizen' && widened.consentId !== null;
  return consents ? { ...widened, consents: [...widened.consents, ...scopes] } : widened;
}

function scopesOf(caller: Principal): readonly string[] {
  return 'scopes' in caller ? caller.scopes : [];
}

function subgraphOf(scope: string): string {
  return scope.slice(0, scope.indexOf(':'));
}
