/** How far the approval of a partner's app is. The database allows the same words (`migrations/0010`). */
export type AppState = 'draft' | 'submitted' | 'approved-in-part' | 'approved' | 'refused' | 'suspended';

/** Who can make something happen to an app. */
export type ActorKind = 'developer' | 'agency' | 'admin' | 'platform';

interface EventRule {
  readonly by: readonly ActorKind[];
  /** State before -> state after; in any other state the event cannot happen. */
  readonly from: Readonly<Partial<Record<AppState, AppState | typeof asBefore>>>;
}

/** Back to the state in which the app was suspended. */
export const asBefore = 'as before';

const anyButSuspended = {
  draft: 'suspended',
  submitted: 'suspended',
  'approved-in-part': 'suspended',
  approved: 'suspended',
  refused: 'suspended',
} as const;

const anyAsItIs = {
  draft: 'draft',
  submitted: 'submitted',
  'approved-in-part': 'approved-in-part',
  approved: 'approved',
  refused: 'refused',
} as const;

/**
 * Everything that can happen to a partner's app after its registration. What decides on states reads this
 * table, and a test holds docs/reference/app-states.md to it.
 *
 * An app that asks anew keeps what it was approved for until the last agency has decided.
 */
export const lifeCycle = {
  submit: {
    by: ['developer'],
    from: {
      draft: 'submitted',
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
    // The platform itself where an app asks for nothing that an agency has to open.
    by: ['agency', 'platform'],
    from: { submitted: 'approved', 'approved-in-part': 'approved' },
  },
  'refuse-part': {
    by: ['agency'],
    from: { submitted: 'submitted', 'approved-in-part': 'approved-in-part' },
  },
  'refuse-all': { by: ['agency'], from: { submitted: 'refused' } },
  // What the developer says of the app. Of one that somebody has looked at, addresses and purposes are only
  // proposed.
  change: { by: ['developer'], from: anyAsItIs },
  'propose-change': {
    by: ['developer'],
    from: { submitted: 'submitted', 'approved-in-part': 'approved-in-part', approved: 'approved' },
  },
  'accept-change': { by: ['admin'], from: anyAsItIs },
  'decline-change': { by: ['agency', 'admin'], from: anyAsItIs },
  // Whether every gateway holds the app to its safelist; its approval stays as it is.
  hold: { by: ['developer', 'agency', 'admin'], from: anyAsItIs },
  release: { by: ['developer', 'agency', 'admin'], from: anyAsItIs },
  suspend: { by: ['agency', 'admin'], from: anyButSuspended },
  reinstate: { by: ['agency', 'admin'], from: { suspended: asBefore } },
} as const satisfies Record<string, EventRule>;

export type AppEvent = keyof typeof lifeCycle;

/** Where `event` leads from `state`; `undefined` where it cannot happen, or not through this actor. */
export function nextState(
  state: AppState,
  event: AppEvent,
  by: ActorKind,
): AppState | typeof asBefore | undefined {
  const rule: EventRule = lifeCycle[event];
  return rule.by.includes(by) ? rule.from[state] : undefined;
}
