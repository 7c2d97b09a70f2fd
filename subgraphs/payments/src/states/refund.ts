/**
 * The life of a refund as one table of state, event, next state. Whatever reads or changes a state reads
 * this. A pair that is not in the table leaves the refund as it is.
 */
export const refundTransitions = [
  // Within the agency's limit at once, above it by a second person.
  ['requested', 'approve', 'approved'],
  ['requested', 'reject', 'rejected'],

  // Recorded before the provider is asked: from here on the money may have moved.
  ['approved', 'submit', 'submitted'],

  ['submitted', 'succeed', 'success'],
  ['submitted', 'fail', 'failed'],
] as const satisfies readonly (readonly [RefundState, RefundEventName, RefundState])[];

export const refundStates = ['requested', 'rejected', 'approved', 'submitted', 'success', 'failed'] as const;
export type RefundState = (typeof refundStates)[number];

export const refundEvents = ['approve', 'reject', 'submit', 'succeed', 'fail'] as const;
export type RefundEventName = (typeof refundEvents)[number];

/** The state that every refund begins in; recorded as the event `request`. */
export const initialRefundState = 'requested' as const satisfies RefundState;

/** In these the provider has to be asked, or asked again. */
export const toSubmit = ['approved', 'submitted'] as const satisfies readonly RefundState[];

const table: ReadonlyMap<string, RefundState> = new Map(
  refundTransitions.map(([state, event, next]) => [`${state} ${event}`, next]),
);

/** The next state, or `null` where the event changes nothing. */
export function nextRefundState(state: RefundState, event: RefundEventName): RefundState | null {
  return table.get(`${state} ${event}`) ?? null;
}
