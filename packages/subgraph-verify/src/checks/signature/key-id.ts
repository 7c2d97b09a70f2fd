import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

/** Under Ed25519 every agency verifies with the same key, so only the name says for which one a call is. */
export const keyId = refusalCheck({
  id: 'signature/key-id',
  holds: 'refuses a signature whose keyid is not its own name',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    return [`${server.name}-2`, null].map((keyid) => ({
      sent: keyid === null ? 'a signature without keyid' : `a signature with keyid="${keyid}"`,
      request: server.seal({ ...draft, parameters: { ...draft.parameters, keyid } }),
    }));
  },
});
