import { type Check, type Finding, failed, notChecked, passed } from '../../check.ts';
import { describeCall } from '../../tested-server.ts';
import { sampleCaller } from '../sample-caller.ts';
import { describeStream, isEventStream, noSubscription, subscriptionPaths } from './open-subscription.ts';

/** Without it the gateway treats the stream as interrupted, and clients subscribe again. */
export const complete: Check = {
  id: 'subscriptions/complete',
  section: 'subscriptions',
  holds: 'ends a subscription with event: complete and an empty data:',
  waits: true,
  async run(server) {
    if (subscriptionPaths(server).length === 0) return [noSubscription];
    const { ending } = server.sample;
    if (ending === undefined) return [notChecked('ending in the sample file')];
    const caller = sampleCaller(server.sample, ending);
    const fail = (came: string): readonly Finding[] => [
      failed({ sent: describeCall(ending, caller), expected: 'event: complete with an empty data:', came }),
    ];
    const opened = await server.open(server.subscription(ending, caller));
    if (typeof opened === 'string' || !isEventStream(opened)) return fail(describeStream(opened));
    try {
      for (;;) {
        const item = await opened.next(server.limits.heartbeatMs);
        if (item.kind === 'closed') return fail('the end of the connection');
        if (item.kind === 'silence') return fail(`nothing for ${server.limits.heartbeatMs / 1000} s`);
        if (item.kind === 'event' && item.type === 'complete') {
          return item.data.join('') === '' ? [passed] : fail(`event: complete, data: ${item.data.join('')}`);
        }
      }
    } finally {
      opened.close();
    }
  },
};
