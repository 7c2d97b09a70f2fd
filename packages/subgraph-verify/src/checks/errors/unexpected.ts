import { type Check, failed, notChecked, passed } from '../../check.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeCall, describeReply } from '../../tested-server.ts';
import { sampleCaller } from '../sample-caller.ts';
import { isPublicCode } from './public-code.ts';

/** The gateway shows the message of an error with a public code. */
export const unexpected: Check = {
  id: 'errors/unexpected',
  section: 'errors',
  holds: 'gives no public code to an unexpected error, whose message would reach the client',
  async run(server) {
    const { failing } = server.sample;
    if (failing === undefined) return [notChecked('failing in the sample file')];
    const caller = sampleCaller(server.sample, failing);
    const reply = await server.ask(failing, caller);
    const answer = graphqlIn(reply);
    if (answer?.errors.length === 0) {
      return [notChecked('an operation in failing that fails')];
    }
    if (answer?.errors.some(({ code }) => isPublicCode(code)) === false) return [passed];
    return [
      failed({
        sent: describeCall(failing, caller),
        expected: 'an error without a code of errors.md, or with INTERNAL_SERVER_ERROR',
        came: describeReply(reply),
      }),
    ];
  },
};
