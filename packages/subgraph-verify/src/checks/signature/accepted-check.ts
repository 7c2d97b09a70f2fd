import { type Check, failed, passed } from '../../check.ts';
import type { HttpRequest } from '../../http/exchange.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeReply, type TestedServer } from '../../tested-server.ts';

interface AcceptedCheckOptions extends Pick<Check, 'id' | 'holds'> {
  readonly sent: string;
  readonly request: (server: TestedServer) => HttpRequest;
}

/** A check that sends an unusual but correct call. */
export function acceptedCheck({ id, holds, sent, request }: AcceptedCheckOptions): Check {
  return {
    id,
    holds,
    section: 'signature',
    async run(server) {
      const reply = await server.send(request(server), sent);
      if (graphqlIn(reply)?.errors.length === 0) return [passed];
      return [failed({ sent, expected: 'data without errors', came: describeReply(reply) })];
    },
  };
}
