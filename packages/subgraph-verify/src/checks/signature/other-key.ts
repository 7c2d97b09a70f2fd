import { createHash, generateKeyPairSync } from 'node:crypto';
import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const otherKey = refusalCheck({
  id: 'signature/other-key',
  holds: 'refuses a signature under another key',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    const key =
      'secret' in server.key
        ? { secret: createHash('sha256').update(server.unique()).digest('base64url') }
        : { privateKey: generateKeyPairSync('ed25519').privateKey };
    return [{ sent: 'a call signed under another key', request: server.seal(draft, key) }];
  },
});
