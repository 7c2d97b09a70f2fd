import type { AppState } from '../partners/life-cycle.ts';
import type { AppDetail } from '../partners/tables.ts';
import type { AppDetail as AppDetailName, AppState as AppStateName } from './resolver-types.ts';

/* Maps database values to GraphQL names. */

const stateNames = {
  draft: 'DRAFT',
  submitted: 'SUBMITTED',
  'approved-in-part': 'APPROVED_IN_PART',
  approved: 'APPROVED',
  refused: 'REFUSED',
  suspended: 'SUSPENDED',
  deleted: 'DELETED',
} as const satisfies Record<AppState, AppStateName>;

export function nameOfState(state: AppState): AppStateName {
  return stateNames[state];
}

export const eventNames = {
  register: 'REGISTER',
  submit: 'SUBMIT',
  'approve-part': 'APPROVE_PART',
  'approve-all': 'APPROVE_ALL',
  'refuse-part': 'REFUSE_PART',
  'refuse-all': 'REFUSE_ALL',
  change: 'CHANGE',
  'propose-change': 'PROPOSE_CHANGE',
  'accept-change': 'ACCEPT_CHANGE',
  'decline-change': 'DECLINE_CHANGE',
  hold: 'HOLD',
  release: 'RELEASE',
  suspend: 'SUSPEND',
  reinstate: 'REINSTATE',
  delete: 'DELETE',
} as const;

export const detailNames = {
  contact: 'CONTACT',
  'redirect-uris': 'REDIRECT_URIS',
  purposes: 'PURPOSES',
  keys: 'KEYS',
  secret: 'SECRET',
  'token-binding': 'TOKEN_BINDING',
  'logout-uri': 'LOGOUT_URI',
} as const satisfies Record<AppDetail, AppDetailName>;

export const actorNames = {
  developer: 'DEVELOPER',
  agency: 'AGENCY',
  admin: 'ADMIN',
  platform: 'PLATFORM',
} as const;

export function stateNamed(name: AppStateName): AppState {
  const found = Object.entries(stateNames).find(([, candidate]) => candidate === name);
  return (found?.[0] ?? 'draft') as AppState;
}

export const kindNames = { query: 'QUERY', mutation: 'MUTATION', subscription: 'SUBSCRIPTION' } as const;
