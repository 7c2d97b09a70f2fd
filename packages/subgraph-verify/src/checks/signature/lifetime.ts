import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

/** Nonces are remembered for the same time. */
export const lifetime = refusalCheck({
  id: 'signature/lifetime',
  holds: 'refuses a signature with a lifetime of more than 60 seconds',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    const expires = server.seconds() + 3600;
    return [
      {
        sent: 'a signature created now that expires in an hour',
        request: server.seal({ ...draft, parameters: { ...draft.parameters, expires } }),
      },
    ];
  },
});
