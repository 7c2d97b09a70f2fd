/**
 * State machine of a dispute as one table of state, event, next state. Pairs that are missing change nothing:
 * every end is final.
 */
export const disputeTransitions = [
  ['opened', 'withdraw', 'withdrawn'],
  ['opened', 'uphold', 'upheld'],
  ['opened', 'reject', 'rejected'],
] as const satisfies readonly (readonly [DisputeState, DisputeEventName, DisputeState])[];

export const disputeStates = ['opened', 'withdrawn', 'upheld', 'rejected'] as const;
export type DisputeState = (typeof disputeStates)[number];

export type DisputeEventName = 'withdraw' | 'uphold' | 'reject';

/** Initial state of a dispute; recorded as the event `open`. */
export const initialDisputeState = 'opened' as const satisfies DisputeState;

const table: ReadonlyMap<string, DisputeState> = new Map(
  disputeTransitions.map(([state, event, next]) => [`${state} ${event}`, next]),
);

/** Returns the next state, or `null` if the event changes nothing. */
export function nextDisputeState(state: DisputeState, event: DisputeEventName): DisputeState | null {
  return table.get(`${state} ${event}`) ?? null;
}
