import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const method = refusalCheck({
  id: 'signature/method',
  holds: 'refuses a call that was signed for another method',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    return [{ sent: 'a POST that was signed as GET', request: server.seal({ ...draft, method: 'GET' }) }];
  },
});
