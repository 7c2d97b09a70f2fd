import { type Check, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { acceptedSubscription, firstAnswer } from './open-subscription.ts';

/** An interrupted client subscribes again, and must not miss a change. */
export const currentState: Check = {
  id: 'subscriptions/current-state',
  section: 'subscriptions',
  holds: 'sends the current state immediately',
  async run(server) {
    const chosen = acceptedSubscription(server);
    if ('verdict' in chosen) return [chosen];
    const { operation, caller } = chosen;
    const reply = await firstAnswer(server, server.subscription(operation, caller));
    if (graphqlIn(reply)?.errors.length === 0) return [passed];
    const expected = 'an event with data';
    return [failed({ sent: describeCall(operation, caller), expected, came: describeReply(reply) })];
  },
};
