import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const coveredParts = refusalCheck({
  id: 'signature/covered-parts',
  holds: 'refuses a signature that covers fewer than the five parts',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    return draft.components.map((left) => ({
      sent: `a signature that does not cover ${left}, but is otherwise correct`,
      request: server.seal({ ...draft, components: draft.components.filter((name) => name !== left) }),
    }));
  },
});
