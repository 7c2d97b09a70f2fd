/** Approval states of a partner's app. The database allows the same values (`migrations/0030`). */
export type AppState =
  | 'draft'
  | 'submitted'
  | 'approved-in-part'
  | 'approved'
  | 'refused'
  | 'suspended'
  | 'deleted';

/** Whether the app is shut out: nobody can sign in to it, and it gets no tokens. */
export function isShutOut(state: AppState): boolean {
  return shutOut.includes(state);
}

/** States of apps that are shut out. */
export const shutOut: readonly AppState[] = ['suspended', 'deleted'];

/** Roles that trigger events. */
export type ActorKind = 'developer' | 'agency' | 'admin' | 'platform';

interface EventRule {
  readonly by: readonly ActorKind[];
  /** State before -> state after; the event is impossible in other states. */
  readonly from: Readonly<Partial<Record<AppState, AppState | typeof asBefore>>>;
}

/** Returns to the state before the suspension. */
export const asBefore = 'as before';

const anyButSuspended = {
  draft: 'suspended',
  submitted: 'suspended',
  'approved-in-part': 'suspended',
  approved: 'suspended',
  refused: 'suspended',
} as const;

const anyToDeleted = {
  draft: 'deleted',
  submitted: 'deleted',
  'approved-in-part': 'deleted',
  approved: 'deleted',
  refused: 'deleted',
} as const;

const anyAsItIs = {
  draft: 'draft',
  submitted: 'submitted',
  'approved-in-part': 'approved-in-part',
  approved: 'approved',
  refused: 'refused',
} as const;

/**
 * State machine of a partner's app after registration. A test compares docs/reference/app-states.md with this
 * table.
 *
 * A new request leaves earlier approvals in force until the last agency has decided.
 */
export const lifeCycle = {
  submit: {
    by: ['developer'],
    from: {
      draft: 'submitted',
      // Only in place of a request that manifests have outdated.
      submitted: 'submitted',
      'approved-in-part': 'submitted',
      approved: 'submitted',
      refused: 'submitted',
    },
  },
  'approve-part': {
    by: ['agency'],
    from: { submitted: 'approved-in-part', 'approved-in-part': 'approved-in-part' },
  },
  'approve-all': {
    // Automatic if the app requests nothing that needs an agency.
    by: ['agency', 'platform'],
    from: { submitted: 'approved', 'approved-in-part': 'approved' },
  },
  'refuse-part': {
    by: ['agency'],
    from: { submitted: 'submitted', 'approved-in-part': 'approved-in-part' },
  },
  'refuse-all': { by: ['agency'], from: { submitted: 'refused' } },
  // Changes of the description. Of a reviewed app, URLs and purposes are only proposed.
  change: { by: ['developer'], from: anyAsItIs },
  'propose-change': {
    by: ['developer'],
    from: { submitted: 'submitted', 'approved-in-part': 'approved-in-part', approved: 'approved' },
  },
  'accept-change': { by: ['admin'], from: anyAsItIs },
  'decline-change': { by: ['agency', 'admin'], from: anyAsItIs },
  // Enforcement of the safelist; the approval stays unchanged.
  hold: { by: ['developer', 'agency', 'admin'], from: anyAsItIs },
  release: { by: ['developer', 'agency', 'admin'], from: anyAsItIs },
  // Automatic after a restore, if the journals say that the access was revoked since the backup.
  suspend: { by: ['agency', 'admin', 'platform'], from: anyButSuspended },
  // Not while suspended: the agency must finish its investigation first. Automatic for drafts that expire.
  delete: { by: ['developer', 'platform'], from: anyToDeleted },
  reinstate: { by: ['agency', 'admin'], from: { suspended: asBefore } },
} as const satisfies Record<string, EventRule>;

export type AppEvent = keyof typeof lifeCycle;

/** Returns the state after `event`; `undefined` if it is impossible, or not for this actor. */
export function nextState(
  state: AppState,
  event: AppEvent,
  by: ActorKind,
): AppState | typeof asBefore | undefined {
  const rule: EventRule = lifeCycle[event];
  return rule.by.includes(by) ? rule.from[state] : undefined;
}
