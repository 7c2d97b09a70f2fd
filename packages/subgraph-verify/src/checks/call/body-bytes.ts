import { type Check, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';

/** Two, three and four bytes in UTF-8. */
const operation = { query: '{ __typename } # é 站 𝄞' };

export const bodyBytes: Check = {
  id: 'call/body-bytes',
  section: 'signature',
  holds: 'computes the digest over the bytes of the body, in UTF-8',
  async run(server) {
    const reply = await server.ask(operation);
    const answer = graphqlIn(reply);
    if (answer?.errors.length === 0) return [passed];
    return [
      failed({ sent: describeCall(operation), expected: 'data without errors', came: describeReply(reply) }),
    ];
  },
};
