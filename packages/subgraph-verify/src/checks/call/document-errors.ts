import { type Check, type Finding, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';

const wrong = [{ query: '{ ' }, { query: '{ civicVerifyNoSuchField }' }];

export const documentErrors: Check = {
  id: 'call/document-errors',
  section: 'call',
  holds: 'answers an invalid document with a GraphQL response, and any status except 3xx and 502 to 504',
  async run(server) {
    const findings: Finding[] = [];
    for (const operation of wrong) {
      const reply = await server.ask(operation);
      const answer = graphqlIn(reply);
      const status = reply.kind === 'answer' ? reply.status : 0;
      const isRead = (status < 300 || status >= 400) && !(status >= 502 && status <= 504);
      findings.push(
        isRead && answer !== null && answer.errors.length > 0
          ? passed
          : failed({
              sent: describeCall(operation),
              expected: 'a GraphQL response with errors, status not 3xx and not 502 to 504',
              came: describeReply(reply),
            }),
      );
    }
    return findings;
  },
};
