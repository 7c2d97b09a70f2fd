import type { FieldFacts } from '../parts/use-field-facts.ts';
import { type ScopeUse, scopeUse } from './scope-use.ts';

interface Total {
  readonly app: { readonly clientId: string } | null;
  readonly fields: readonly string[];
  readonly records: number;
  readonly lastReadAt: string;
}

interface Scope {
  readonly id: string;
  readonly title: string;
}

export type GrantedScope<Granted extends Scope = Scope> = Granted & { readonly use: ScopeUse };

/** What an app was granted of an agency's data, and what it has read. */
export interface AppUse<Granted extends Scope = Scope> {
  readonly granted: readonly GrantedScope<Granted>[];
  readonly records: number;
  readonly lastReadAt: string | null;
}

/** @param facts of the agency's own fields */
export function appUse<Granted extends Scope>(
  { clientId, approvedScopes }: { readonly clientId: string; readonly approvedScopes: readonly Granted[] },
  facts: FieldFacts,
  totals: readonly Total[],
): AppUse<Granted> {
  const own = totals.filter(({ app }) => app?.clientId === clientId);
  return {
    granted: approvedScopes.flatMap((scope) => {
      const use = scopeUse(scope.id, facts, own);
      return use === null ? [] : { ...scope, use };
    }),
    records: own.reduce((sum, { records }) => sum + records, 0),
    lastReadAt:
      own
        .map(({ lastReadAt }) => lastReadAt)
        .sort()
        .at(-1) ?? null,
  };
}
