import { type Check, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeReply } from '../../tested-server.ts';
import { typename } from '../operations.ts';

/** The gateway resends a query unchanged if the connection breaks before the answer. */
export const repeatedQuery: Check = {
  id: 'call/repeated-query',
  section: 'call',
  holds: 'answers a query that arrives twice with the same signature',
  async run(server) {
    const request = server.seal(server.draft(typename));
    const sent = 'the same signed query twice';
    await server.send(request, sent);
    const reply = await server.send(request, sent);
    if (graphqlIn(reply)?.errors.length === 0) return [passed];
    return [failed({ sent, expected: 'data both times', came: describeReply(reply) })];
  },
};
