import { type Check, doesNotApply, failed, passed } from '../../check.ts';
import { idleMutation } from '../operations.ts';
import { isRefusedWith } from './refusal-check.ts';

const calls = 10;

/** A server that checks the nonce before it stores it lets several through. */
export const replayAtOnce: Check = {
  id: 'signature/replay-at-once',
  section: 'signature',
  holds: `answers one of ${calls} concurrent mutations with the same signature`,
  async run(server) {
    if (!server.schema.schema.getMutationType()) return [doesNotApply('the schema has no Mutation')];
    const request = server.seal(server.draft(idleMutation));
    const sent = `${idleMutation.query}, ${calls} times concurrently with the same signature`;
    const replies = await Promise.all(Array.from({ length: calls }, () => server.send(request, sent)));
    const refused = replies.filter((reply) => isRefusedWith(reply, 'SIGNATURE_REPLAYED')).length;
    if (refused === calls - 1) return [passed];
    const expected = `401 SIGNATURE_REPLAYED to ${calls - 1}`;
    return [failed({ sent, expected, came: `401 SIGNATURE_REPLAYED to ${refused}` })];
  },
};
