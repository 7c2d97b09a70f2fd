import { typename } from '../operations.ts';
import { acceptedCheck } from './accepted-check.ts';

export const clockSkew = acceptedCheck({
  id: 'signature/clock-skew',
  holds: 'accepts a gateway whose clock is up to 5 seconds ahead',
  sent: 'a signature created 3 s from now',
  request(server) {
    const draft = server.draft(typename);
    const created = server.seconds() + 3;
    return server.seal({ ...draft, parameters: { ...draft.parameters, created, expires: created + 60 } });
  },
});
