/**
 * State machine of a refund as one table of state, event, next state. Pairs that are missing change nothing.
 */
export const refundTransitions = [
  // Immediately within the agency's limit, above it by a second person.
  ['requested', 'approve', 'approved'],
  ['requested', 'reject', 'rejected'],

  // Recorded before the provider is called: from here on the money may have moved.
  ['approved', 'submit', 'submitted'],

  ['submitted', 'succeed', 'success'],
  ['submitted', 'fail', 'failed'],
] as const satisfies readonly (readonly [RefundState, RefundEventName, RefundState])[];

export const refundStates = ['requested', 'rejected', 'approved', 'submitted', 'success', 'failed'] as const;
export type RefundState = (typeof refundStates)[number];

export const refundEvents = ['approve', 'reject', 'submit', 'succeed', 'fail'] as const;
export type RefundEventName = (typeof refundEvents)[number];

/** Initial state of a refund; recorded as the event `request`. */
export const initialRefundState = 'requested' as const satisfies RefundState;

/** States in which the provider has to be called, or called again. */
export const toSubmit = ['approved', 'submitted'] as const satisfies readonly RefundState[];

const table: ReadonlyMap<string, RefundState> = new Map(
  refundTransitions.map(([state, event, next]) => [`${state} ${event}`, next]),
);

/** Returns the next state, or `null` if the event changes nothing. */
export function nextRefundState(state: RefundState, event: RefundEventName): RefundState | null {
  return table.get(`${state} ${event}`) ?? null;
}
