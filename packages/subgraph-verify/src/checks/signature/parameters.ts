import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

const needed = ['created', 'expires', 'nonce', 'alg'];

/** Without `expires` a signature would be valid forever; without `nonce` a mutation could be replayed. */
export const parameters = refusalCheck({
  id: 'signature/parameters',
  holds: 'refuses a signature that lacks created, expires, nonce or alg',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    return needed.map((name) => ({
      sent: `a signature without ${name}`,
      request: server.seal({ ...draft, parameters: { ...draft.parameters, [name]: null } }),
    }));
  },
});
