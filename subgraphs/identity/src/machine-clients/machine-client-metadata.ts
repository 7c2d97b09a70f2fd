import type { AdapterPayload } from 'oidc-provider';
import type { MachineClientRow } from './tables.ts';

/** Lifetime of a program's tokens: a job gets another one. */
export const machineTokenSeconds = 10 * 60;

/** Client ids of programs, which no app has. */
export const machinePrefix = 'ci-';

export function isMachineClient(clientId: string): boolean {
  return clientId.startsWith(machinePrefix);
}

/** A program proves itself with its key (RFC 7523), and gets only tokens of its own. */
export function machineClientMetadata({ client_id, subgraph, jwk }: MachineClientRow): AdapterPayload {
  return {
    client_id,
    client_name: `Program of the subgraph ${subgraph}`,
    token_endpoint_auth_method: 'private_key_jwt',
    jwks: { keys: [jwk] },
    redirect_uris: [],
    response_types: [],
    grant_types: ['client_credentials'],
  };
}
