import { createHash } from 'node:crypto';
import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const contentDigest = refusalCheck({
  id: 'signature/content-digest',
  holds: 'refuses a body whose SHA-256 is not in content-digest',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    const signed = server.seal(draft);
    const sha512 = createHash('sha512').update(draft.body).digest('base64');
    return [
      {
        sent: 'a signed call whose body was altered in transit',
        request: { ...signed, body: draft.body.replace('__typename', '_service { sdl }') },
      },
      { sent: 'a signed call without content-digest', request: server.seal({ ...draft, digest: null }) },
      {
        sent: 'a signed call whose content-digest has only sha-512',
        request: server.seal({ ...draft, digest: `sha-512=:${sha512}:` }),
      },
    ];
  },
});
