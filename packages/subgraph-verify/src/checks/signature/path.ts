import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const path = refusalCheck({
  id: 'signature/path',
  holds: 'refuses a call that was signed for another path, or whose path has a query',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    const signed = server.seal(draft);
    return [
      {
        sent: `a call signed for the path ${draft.path}/other`,
        request: server.seal({ ...draft, path: `${draft.path}/other` }),
      },
      {
        sent: `a signed call to ${signed.path}?civic=verify`,
        request: { ...signed, path: `${signed.path}?civic=verify` },
      },
    ];
  },
});
