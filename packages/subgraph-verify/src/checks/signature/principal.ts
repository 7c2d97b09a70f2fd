import { encodePrincipal } from '@civic-graph/tokens';
import { anonymousCaller } from '../../callers/caller.ts';
import { typename } from '../operations.ts';
import { refusalCheck } from './refusal-check.ts';

const admin = encodePrincipal({
  kind: 'admin',
  clientId: 'civic-verify',
  subject: 'civic-verify',
  scopes: [],
  roles: [],
  purpose: null,
  assurance: 'high',
});

export const principal = refusalCheck({
  id: 'signature/principal',
  holds: 'refuses a call whose principal was altered after signing',
  code: 'SIGNATURE_INVALID',
  attempts(server) {
    const signed = server.seal(server.draft(typename, anonymousCaller));
    return [
      {
        sent: 'a call signed for an anonymous caller, with the civic-principal of an admin',
        request: { ...signed, headers: { ...signed.headers, 'civic-principal': admin } },
      },
    ];
  },
});
