import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

const base64url = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A caller of an unknown kind must not pass as signed in. */
export const principalForm = refusalCheck({
  id: 'signature/principal-form',
  holds: 'refuses a signed civic-principal that is malformed or of an unknown kind',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    return [
      {
        sent: 'a signed civic-principal that is not JSON',
        request: server.seal({ ...draft, principal: 'eyJ' }),
      },
      {
        sent: 'a signed civic-principal {"kind":"civic-verify"}',
        request: server.seal({ ...draft, principal: base64url({ kind: 'civic-verify' }) }),
      },
    ];
  },
});
