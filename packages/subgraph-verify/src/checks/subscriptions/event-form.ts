import { type Check, failed, notChecked, passed } from '../../check.ts';
import { parseAnswer } from '../../http/graphql-answer.ts';
import { describeCall } from '../../tested-server.ts';
import { acceptedSubscription, firstEvent, isEventStream } from './open-subscription.ts';

const maxCharacters = 1_000_000;

export const eventForm: Check = {
  id: 'subscriptions/event-form',
  section: 'subscriptions',
  holds: 'sends each answer as event: next with one line of data',
  async run(server) {
    const chosen = acceptedSubscription(server);
    if ('verdict' in chosen) return [chosen];
    const { operation, caller } = chosen;
    const opened = await server.open(server.subscription(operation, caller));
    if (typeof opened === 'string' || !isEventStream(opened)) {
      return [notChecked('a stream: see subscriptions/stream')];
    }
    try {
      const event = await firstEvent(server, opened);
      if (typeof event === 'string') return [notChecked('an event: see subscriptions/current-state')];
      const { type, data } = event;
      const [line = ''] = data;
      const isRight = type === 'next' && data.length === 1 && parseAnswer(line) !== null;
      if (isRight && line.length <= maxCharacters) return [passed];
      return [
        failed({
          sent: describeCall(operation, caller),
          expected: `event: next with one line of data, a GraphQL response of at most ${maxCharacters} characters`,
          came: `event: ${type} with ${data.length} lines of data: ${line.slice(0, 200)}`,
        }),
      ];
    } finally {
      opened.close();
    }
  },
};
