import { type Check, doesNotApply, type Finding, failed } from '../../check.ts';
import { describeReply } from '../../tested-server.ts';
import { idleMutation } from '../operations.ts';
import { isRefusedWith, judgeRefusal } from './refusal-check.ts';

/** The operation decides whether it is a mutation, not how the document begins. */
const mutations = [
  idleMutation.query,
  '# a comment\nmutation { __typename }',
  'fragment F on MUTATION { __typename } mutation { ...F }',
];

export const replay: Check = {
  id: 'signature/replay',
  section: 'signature',
  holds: 'refuses a mutation whose nonce it has seen',
  async run(server) {
    const root = server.schema.schema.getMutationType();
    if (!root) return [doesNotApply('the schema has no Mutation')];
    const findings: Finding[] = [];
    for (const text of mutations) {
      const query = text.replace('MUTATION', root.name);
      const request = server.seal(server.draft({ query }));
      const sent = `${query}, twice with the same signature`;
      const first = await server.send(request, sent);
      const second = await server.send(request, sent);
      const expected = 'an answer to the first';
      findings.push(
        isRefusedWith(first, 'SIGNATURE_REPLAYED')
          ? failed({ sent, expected, came: describeReply(first) })
          : judgeRefusal(second, 'SIGNATURE_REPLAYED', sent),
      );
    }
    return findings;
  },
};
