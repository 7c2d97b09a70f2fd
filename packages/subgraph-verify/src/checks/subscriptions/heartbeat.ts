import { type Check, type Finding, failed, notChecked, passed } from '../../check.ts';
import { describeCall, type TestedServer } from '../../tested-server.ts';
import {
  acceptedSubscription,
  acceptedSubscriptions,
  isEventStream,
  type Subscription,
} from './open-subscription.ts';

/** After this number of events the stream is not silent, so it needs no comment. */
const mostEvents = 100;

/** The gateway treats a stream that is silent for longer as interrupted. */
export const heartbeat: Check = {
  id: 'subscriptions/heartbeat',
  section: 'subscriptions',
  holds: 'sends a comment at least every 30 seconds',
  waits: true,
  async run(server) {
    const chosen = acceptedSubscription(server);
    if ('verdict' in chosen) return [chosen];
    for (const subscription of acceptedSubscriptions(server).accepted) {
      const finding = await listen(server, subscription);
      if (finding !== null) return [finding];
    }
    return [notChecked('a subscription that stays open')];
  },
};

/** `null` if the stream ends before a comment is due. */
async function listen(server: TestedServer, { operation, caller }: Subscription): Promise<Finding | null> {
  const { heartbeatMs } = server.limits;
  const opened = await server.open(server.subscription(operation, caller));
  if (typeof opened === 'string') return null;
  try {
    for (let events = 0; isEventStream(opened) && events < mostEvents; events += 1) {
      const item = await opened.next(heartbeatMs);
      if (item.kind === 'comment') return passed;
      if (item.kind === 'closed' || (item.kind === 'event' && item.type === 'complete')) return null;
      if (item.kind === 'silence') {
        return failed({
          sent: describeCall(operation, caller),
          expected: 'a comment, which is a line that begins with a colon',
          came: `nothing for ${heartbeatMs / 1000} s`,
        });
      }
    }
    return isEventStream(opened) ? passed : null;
  } finally {
    opened.close();
  }
}
