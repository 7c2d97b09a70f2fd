import { type Check, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { typename } from '../operations.ts';

/** Without an answer no other check can say anything. */
export const answered: Check = {
  id: 'call/answered',
  section: 'call',
  holds: 'answers a signed call',
  async run(server) {
    const root = server.schema.schema.getQueryType()?.name ?? 'Query';
    const reply = await server.ask(typename);
    const answer = graphqlIn(reply);
    if (answer?.errors.length === 0 && answer.data?.__typename === root) return [passed];
    const expected = `{"data":{"__typename":"${root}"}}`;
    return [failed({ sent: describeCall(typename), expected, came: describeReply(reply) })];
  },
};
