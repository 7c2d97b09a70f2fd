import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

/** Otherwise a signature could be created today and used next year. */
export const future = refusalCheck({
  id: 'signature/future',
  holds: 'refuses a signature that was created more than 5 seconds ahead',
  code: 'SIGNATURE_EXPIRED',
  attempts(server) {
    const draft = server.draft(typename);
    return [30, 3600].map((ahead) => {
      const created = server.seconds() + ahead;
      const request = server.seal({
        ...draft,
        parameters: { ...draft.parameters, created, expires: created + 60 },
      });
      return { sent: `a signature created ${ahead} s from now`, request };
    });
  },
});
