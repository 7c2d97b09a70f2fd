/**
 * State machine of a payment as one table of state, event, next state. Pairs that are missing change nothing.
 *
 * Notifications arrive late, twice and out of order, so events move a payment only down the order created,
 * started, submitted, cancelled, failed, success: the last state does not depend on arrival, and received
 * money always wins.
 */
export const transitions = [
  ['created', 'start', 'started'],
  ['created', 'refuse', 'error'],

  ['created', 'submit', 'submitted'],
  ['started', 'submit', 'submitted'],

  ['created', 'cancel', 'cancelled'],
  ['started', 'cancel', 'cancelled'],
  ['submitted', 'cancel', 'cancelled'],

  ['created', 'fail', 'failed'],
  ['started', 'fail', 'failed'],
  ['submitted', 'fail', 'failed'],
  ['cancelled', 'fail', 'failed'],

  ['created', 'succeed', 'success'],
  ['started', 'succeed', 'success'],
  ['submitted', 'succeed', 'success'],
  ['cancelled', 'succeed', 'success'],
  ['failed', 'succeed', 'success'],
  ['error', 'succeed', 'success'],

  // Money arrived, but the notice was paid by another payment or withdrawn meanwhile.
  ['created', 'surplus', 'error'],
  ['started', 'surplus', 'error'],
  ['submitted', 'surplus', 'error'],
  ['cancelled', 'surplus', 'error'],
  ['failed', 'surplus', 'error'],
  ['error', 'surplus', 'error'],
] as const satisfies readonly (readonly [PaymentState, PaymentEventName, PaymentState])[];

export const paymentStates = [
  'created',
  'started',
  'submitted',
  'cancelled',
  'failed',
  'success',
  'error',
] as const;
export type PaymentState = (typeof paymentStates)[number];

export const paymentEvents = ['start', 'refuse', 'submit', 'cancel', 'fail', 'succeed', 'surplus'] as const;
export type PaymentEventName = (typeof paymentEvents)[number];

/** Initial state of a payment; recorded as the event `create`. */
export const initialState = 'created' as const satisfies PaymentState;

/** States in which a payment blocks others of its notices. */
export const underWay = ['created', 'started', 'submitted'] as const satisfies readonly PaymentState[];

const table: ReadonlyMap<string, PaymentState> = new Map(
  transitions.map(([state, event, next]) => [`${state} ${event}`, next]),
);

/** Returns the next state, or `null` if the event changes nothing. */
export function nextState(state: PaymentState, event: PaymentEventName): PaymentState | null {
  return table.get(`${state} ${event}`) ?? null;
}

export function isUnderWay(state: PaymentState): boolean {
  return (underWay as readonly PaymentState[]).includes(state);
}
