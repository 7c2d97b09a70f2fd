import { addSignature } from '../../signing/signature-draft.ts';
import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

export const tag = refusalCheck({
  id: 'signature/tag',
  holds: 'refuses a call unless exactly one of its signatures has the tag civic-graph',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const draft = server.draft(typename);
    const otherTag = { ...draft, parameters: { ...draft.parameters, tag: 'civic-verify' } };
    const signed = server.seal(draft);
    return [
      { sent: 'a signature whose tag is civic-verify', request: server.seal(otherTag) },
      {
        sent: 'two correct signatures with the tag civic-graph',
        request: { ...signed, headers: addSignature(signed.headers, 'second', draft, server.key) },
      },
    ];
  },
});
