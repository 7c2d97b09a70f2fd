import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const expired = refusalCheck({
  id: 'signature/expired',
  holds: 'refuses a signature whose expires is past',
  code: 'SIGNATURE_EXPIRED',
  attempts(server) {
    const draft = server.draft(typename);
    return [5, 3600].map((ago) => {
      const expires = server.seconds() - ago;
      const request = server.seal({
        ...draft,
        parameters: { ...draft.parameters, created: expires - 60, expires },
      });
      return { sent: `a signature that expired ${ago} s ago`, request };
    });
  },
});
