import type { Principal } from '@civic-graph/policy';
import { approvedScopes, personas } from './personas.ts';

/**
 * Callers that agencies' policy cases can name: the personas of the demo, and variants with some rights
 * missing.
 */
export const callers: Readonly<Record<string, Principal>> = {
  ...personas,
  'lin-low-assurance': { ...personas.lin, assurance: 'substantial' },
  'lin-no-purpose': { ...personas.lin, purpose: null, consentId: null, consents: [] },
};

/** Data of their subgraph's manifest that cases need. */
export interface CaseManifest {
  readonly subgraph: string;
  readonly agency: { readonly id: string };
  readonly scopes: readonly { readonly id: string; readonly officialsOnly: boolean }[];
}

const known = new Set(
  [...Object.values(approvedScopes).flat(), ...Object.values(personas).flatMap(scopesOf)].map(subgraphOf),
);

/**
 * Callers that the cases of one subgraph can name. If the demo does not know the subgraph,
 * `operator-<subgraph>` is an official of its agency, the app `wechat-city` is approved for its scopes, and
 * consenting citizens consent to them too.
 */
export function policyCallers({
  subgraph,
  agency,
  scopes,
}: CaseManifest): Readonly<Record<string, Principal>> {
  if (known.has(subgraph)) return callers;
  const forApps = scopes.filter(({ officialsOnly }) => !officialsOnly).map(({ id }) => id);
  const operator: Principal = {
    ...personas['operator-identity'],
    ...{ subject: `operator-${subgraph}`, agency: agency.id, roles: [] },
    scopes: scopes.map(({ id }) => id),
  };
  const widened = Object.entries(callers).map(([name, caller]): [string, Principal] => [
    name,
    'clientId' in caller && caller.clientId === 'wechat-city' ? withScopes(caller, forApps) : caller,
  ]);
  return { ...Object.fromEntries(widened), [`operator-${subgraph}`]: operator };
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
