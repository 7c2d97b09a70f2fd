import { typename } from '../operations.ts';
import { acceptedCheck } from './accepted-check.ts';

export const traceContext = acceptedCheck({
  id: 'signature/trace-context',
  holds: 'accepts an unsigned traceparent beside the signed headers',
  sent: 'a signed call with a traceparent',
  request(server) {
    const { headers, ...request } = server.seal(server.draft(typename));
    const traceparent = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00';
    return { ...request, headers: { ...headers, traceparent } };
  },
});
