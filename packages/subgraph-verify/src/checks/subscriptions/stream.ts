import { type Check, failed, passed } from '../../check.ts';
import { describeCall } from '../../tested-server.ts';
import { acceptedSubscription, describeStream, isEventStream } from './open-subscription.ts';

export const stream: Check = {
  id: 'subscriptions/stream',
  section: 'subscriptions',
  holds: 'answers a subscription with 200 and text/event-stream',
  async run(server) {
    const chosen = acceptedSubscription(server);
    if ('verdict' in chosen) return [chosen];
    const { operation, caller } = chosen;
    const opened = await server.open(server.subscription(operation, caller));
    if (typeof opened !== 'string') opened.close();
    if (typeof opened !== 'string' && isEventStream(opened)) return [passed];
    return [
      failed({
        sent: describeCall(operation, caller),
        expected: '200 text/event-stream',
        came: describeStream(opened),
      }),
    ];
  },
};
