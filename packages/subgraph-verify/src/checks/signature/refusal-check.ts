import { type Check, type Finding, failed, passed } from '../../check.ts';
import type { HttpRequest, Reply } from '../../http/exchange.ts';
import { graphqlIn } from '../../http/graphql-answer.ts';
import { describeReply, type TestedServer } from '../../tested-server.ts';

export type SignatureCode =
  | 'SIGNATURE_REQUIRED'
  | 'SIGNATURE_INVALID'
  | 'SIGNATURE_EXPIRED'
  | 'SIGNATURE_REPLAYED';

/** A call that a server must refuse. */
export interface Attempt {
  /** Completes the sentence "sent was …". */
  readonly sent: string;
  readonly request: HttpRequest;
}

interface RefusalCheckOptions extends Pick<Check, 'id' | 'holds'> {
  readonly code: SignatureCode;
  readonly attempts: (server: TestedServer) => readonly Attempt[];
}

/** A check that sends calls which must each be refused with status 401 and the code. */
export function refusalCheck({ id, holds, code, attempts }: RefusalCheckOptions): Check {
  return {
    id,
    holds,
    section: 'signature',
    async run(server) {
      const findings: Finding[] = [];
      for (const { sent, request } of attempts(server)) {
        findings.push(judgeRefusal(await server.send(request, sent), code, sent));
      }
      return findings;
    },
  };
}

export function judgeRefusal(reply: Reply, code: SignatureCode, sent: string): Finding {
  if (isRefusedWith(reply, code)) return passed;
  return failed({ sent, expected: `401 ${code}, without data`, came: describeReply(reply) });
}

export function isRefusedWith(reply: Reply, code: SignatureCode): boolean {
  const answer = graphqlIn(reply);
  return (
    reply.kind === 'answer' &&
    reply.status === 401 &&
    answer?.data === null &&
    answer.errors[0]?.code === code
  );
}
