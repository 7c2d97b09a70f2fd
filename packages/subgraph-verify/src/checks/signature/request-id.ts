import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const requestId = refusalCheck({
  id: 'signature/request-id',
  holds: 'refuses a call whose request id was altered after signing',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const signed = server.seal(server.draft(typename));
    return [
      {
        sent: 'a signed call with another civic-request-id',
        request: { ...signed, headers: { ...signed.headers, 'civic-request-id': server.unique() } },
      },
    ];
  },
});
