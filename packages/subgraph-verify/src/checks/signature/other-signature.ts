import { addSignature } from '../../signing/signature-draft.ts';
import { typename } from '../operations.ts';
import { acceptedCheck } from './accepted-check.ts';

export const otherSignature = acceptedCheck({
  id: 'signature/other-signature',
  holds: 'ignores additional signatures with another tag, as a proxy may add them',
  sent: 'a signed call with a second signature whose tag is civic-verify',
  request(server) {
    const draft = server.draft(typename);
    const signed = server.seal(draft);
    const parameters = { ...draft.parameters, keyid: 'proxy', tag: 'civic-verify' };
    return {
      ...signed,
      headers: addSignature(signed.headers, 'proxy', { ...draft, parameters }, server.key),
    };
  },
});
