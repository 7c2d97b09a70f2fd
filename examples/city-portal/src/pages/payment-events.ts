import { PaymentStateDocument } from '../civic/graphql.ts';
import type { Answer } from '../visit/answer.ts';
import type { Visit } from '../visit/visit.ts';

/** The states of a payment for the script of its page, as the gateway sends them. */
export function paymentEvents(visit: Visit): Answer {
  return { kind: 'events', events: states(visit) };
}

async function* states({ session, params, request, desk }: Visit): AsyncGenerator<string> {
  const { signal } = request;
  try {
    for await (const { data } of session.subscribe(
      PaymentStateDocument,
      { id: params.id ?? '' },
      { signal },
    )) {
      const state = data?.paymentUpdated?.state;
      if (state === undefined) return;
      yield state;
    }
  } catch (error) {
    if (!signal.aborted) desk.report(error);
  }
}
