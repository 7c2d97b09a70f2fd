import { type Check, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { sampleCaller } from '../sample-caller.ts';

export const answerSize: Check = {
  id: 'call/answer-size',
  section: 'call',
  holds: 'answers with at most 16 MB',
  async run(server) {
    const { largest } = server.sample;
    if (largest === undefined) return [notChecked('largest in the sample file')];
    const caller = sampleCaller(server.sample, largest);
    const reply = await server.ask(largest, caller);
    if (graphqlIn(reply) !== null) return [passed];
    const expected = `a GraphQL response of at most ${server.limits.maxBytes} bytes`;
    return [failed({ sent: describeCall(largest, caller), expected, came: describeReply(reply) })];
  },
};
