import { type Check, type Finding, failed, passed } from '../../check.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { typename } from '../operations.ts';

const operations = [typename, { query: '{ ' }, { query: '{ civicVerifyNoSuchField }' }];

/** The gateway does not read a body of another type. */
export const mediaType: Check = {
  id: 'call/media-type',
  section: 'call',
  holds: 'answers with application/json or application/graphql-response+json, even to an invalid document',
  async run(server) {
    const findings: Finding[] = [];
    for (const operation of operations) {
      const reply = await server.ask(operation);
      const type = reply.kind === 'answer' ? (reply.headers['content-type'] ?? '') : '';
      const isJson = /^application\/(json|graphql-response\+json)\s*(;|$)/i.test(type);
      findings.push(
        isJson
          ? passed
          : failed({
              sent: describeCall(operation),
              expected: 'content-type application/json or application/graphql-response+json',
              came: type === '' ? describeReply(reply) : `content-type ${type}`,
            }),
      );
    }
    return findings;
  },
};
