import { type Check, type Finding, failed, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeReply } from '../../tested-server.ts';

const accepts = ['application/json', 'text/html'];

/** Many servers answer queries by GET, or with a page for browsers. */
export const get: Check = {
  id: 'signature/get',
  section: 'duties',
  holds: 'answers nothing by GET without a signature',
  async run(server) {
    const path = `${server.url.pathname}?query=${encodeURIComponent('{ __typename }')}`;
    const findings: Finding[] = [];
    for (const accept of accepts) {
      const sent = `GET ${path}, accept: ${accept}, unsigned`;
      const reply = await server.send({ method: 'GET', path, headers: { accept }, body: '' }, sent);
      const isRefused =
        reply.kind === 'answer' && reply.status >= 400 && (graphqlIn(reply)?.data ?? null) === null;
      findings.push(
        isRefused
          ? passed
          : failed({ sent, expected: 'status 401, or another from 400 on', came: describeReply(reply) }),
      );
    }
    return findings;
  },
};
