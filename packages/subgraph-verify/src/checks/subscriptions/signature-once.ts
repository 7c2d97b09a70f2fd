import { type Check, failed } from '../../check.ts';
import { describeCall } from '../../tested-server.ts';
import { judgeRefusal } from '../signature/refusal-check.ts';
import { acceptedSubscription, describeStream, firstAnswer, isEventStream } from './open-subscription.ts';

/** A recorded call would open a stream of somebody's data. */
export const signatureOnce: Check = {
  id: 'subscriptions/signature-once',
  section: 'subscriptions',
  holds: 'opens only one stream for a signature',
  async run(server) {
    const chosen = acceptedSubscription(server);
    if ('verdict' in chosen) return [chosen];
    const { operation, caller } = chosen;
    const request = server.subscription(operation, caller);
    const sent = `${describeCall(operation, caller)}, twice with the same signature`;
    const first = await server.open(request);
    try {
      if (typeof first === 'string' || !isEventStream(first)) {
        return [failed({ sent, expected: 'a stream for the first', came: describeStream(first) })];
      }
      return [judgeRefusal(await firstAnswer(server, request), 'SIGNATURE_REPLAYED', sent)];
    } finally {
      if (typeof first !== 'string') first.close();
    }
  },
};
