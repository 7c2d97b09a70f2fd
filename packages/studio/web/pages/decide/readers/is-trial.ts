import type { AppState, DataReader } from '../../../graph/operations.ts';

interface Read {
  readonly app: { readonly approvedScopes: readonly unknown[] } | null;
  readonly readBy: DataReader;
}

/** Apps that were approved before: citizens may have read through them. */
const ended: ReadonlySet<AppState | undefined> = new Set<AppState>(['SUSPENDED', 'DELETED']);

/**
 * Whether a developer tried the app as a synthetic citizen: no real citizen can sign in at an app without an
 * approval.
 *
 * @param state of the app; undefined if the agency has nothing to decide on it
 */
export function isTrial({ app, readBy }: Read, state: AppState | undefined): boolean {
  return app?.approvedScopes.length === 0 && readBy === 'APP_FOR_CITIZEN' && !ended.has(state);
}
