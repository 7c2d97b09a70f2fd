import { createPublicKey } from 'node:crypto';
import { typename } from '../operations.ts';
import { type Attempt, refusalCheck } from './refusal-check.ts';

/** Otherwise a public key, which everybody knows, could be used as a secret (RFC 9421, section 7.3.6). */
export const algorithm = refusalCheck({
  id: 'signature/algorithm',
  holds: 'accepts only the algorithm of its key, whatever the header says',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    const say = (alg: string) => ({ ...draft, parameters: { ...draft.parameters, alg } });
    const other = 'secret' in server.key ? 'ed25519' : 'hmac-sha256';
    const attempts: Attempt[] = [other, 'none'].map((alg) => ({
      sent: `a call signed with the right key, whose header says alg="${alg}"`,
      request: server.seal(say(alg)),
    }));
    if ('secret' in server.key) return attempts;
    const { x = '' } = createPublicKey(server.key.privateKey).export({ format: 'jwk' });
    return [
      ...attempts,
      {
        sent: 'an HMAC under the public key as a secret, alg="hmac-sha256"',
        request: server.seal(say('hmac-sha256'), { secret: x }),
      },
    ];
  },
});
