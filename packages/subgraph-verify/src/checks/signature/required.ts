import type { HttpRequest } from '../../http/exchange.ts';
import type { TestedServer } from '../../tested-server.ts';
import { idleMutation, service, typename } from '../operations.ts';
import { type Attempt, refusalCheck } from './refusal-check.ts';

export const required = refusalCheck({
  id: 'signature/required',
  holds: 'refuses a call without signature or signature-input, whatever it requests',
  code: 'SIGNATURE_REQUIRED',
  attempts(server) {
    const headers = ['signature', 'signature-input'];
    return [
      ...headers.map((name) => without(server, [name], typename.query)),
      without(server, headers, typename.query),
      without(server, headers, service.query),
      ...(server.schema.entities.length > 0
        ? [without(server, headers, '{ _entities(representations: []) { __typename } }')]
        : []),
      ...(server.schema.schema.getMutationType() ? [without(server, headers, idleMutation.query)] : []),
    ];
  },
});

function without(server: TestedServer, names: readonly string[], query: string): Attempt {
  const signed: HttpRequest = server.seal(server.draft({ query }));
  const headers = Object.fromEntries(
    Object.entries(signed.headers).filter(([name]) => !names.includes(name)),
  );
  return { sent: `${query} without ${names.join(' and ')}`, request: { ...signed, headers } };
}
