import type { BuildOverviewQuery } from '../../../graph/operations.ts';
import { grantedFields, unusedFields } from '../usage/over-collection.ts';

type Registration = NonNullable<BuildOverviewQuery['appRegistration']>;

/** Calls of the app, as gateways have counted them; `null` while that is not known. */
export type Counted = readonly { readonly fields: readonly (string | number)[] }[] | null;

export interface ChecklistItem {
  readonly id:
    | 'operations'
    | 'approved'
    | 'tried'
    | 'redirects'
    | 'change'
    | 'binding'
    | 'logout'
    | 'held'
    | 'lean';
  readonly state: 'done' | 'open' | 'advised' | 'unknown';
  /** The page of the app on which it is done. */
  readonly page: 'access' | 'requests' | 'try' | 'settings' | 'usage';
}

/** What an app still lacks for real citizens, from what the graph says about it. */
export function checklistOf(app: Registration, counted: Counted): ChecklistItem[] {
  const requests = app.accessRequests.nodes;
  const granted = grantedFields(requests);
  const must = (id: ChecklistItem['id'], page: ChecklistItem['page'], isDone: boolean): ChecklistItem => ({
    id,
    page,
    state: isDone ? 'done' : 'open',
  });
  const should = (id: ChecklistItem['id'], page: ChecklistItem['page'], isDone: boolean): ChecklistItem => ({
    id,
    page,
    state: isDone ? 'done' : 'advised',
  });
  return [
    must(
      'operations',
      'access',
      requests.some(({ submittedAt }) => submittedAt !== null),
    ),
    must('approved', 'requests', app.state === 'APPROVED'),
    counted === null
      ? { id: 'tried', page: 'try', state: 'unknown' }
      : must('tried', 'try', counted.length > 0),
    must('redirects', 'settings', app.redirectUris.every(isPublicAddress)),
    must('change', 'settings', app.pendingChange === null),
    should('binding', 'settings', app.dpopBoundAccessTokens),
    should('logout', 'settings', app.backchannelLogoutUri !== null),
    should('held', 'requests', app.heldToSafelist),
    counted === null
      ? { id: 'lean', page: 'usage', state: 'unknown' }
      : should('lean', 'usage', granted.length > 0 && unusedFields(granted, counted).length === 0),
  ];
}

/** Whether citizens' browsers may be sent there. */
function isPublicAddress(address: string): boolean {
  if (!URL.canParse(address)) return false;
  const { protocol, hostname } = new URL(address);
  return protocol === 'https:' && !/^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}
