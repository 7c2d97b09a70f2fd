import { PublicError } from '@civic-graph/errors';
import { listMachineClients } from '../machine-clients/find-machine-client.ts';
import {
  type MachineClientDesk,
  registerMachineClient,
  removeMachineClient,
} from '../machine-clients/register-machine-client.ts';
import { actorOf } from '../partners/actor.ts';
import type { IdentityContext } from './context.ts';
import type { AgencyResolvers, MachineClientResolvers, MutationResolvers } from './resolver-types.ts';

interface MachineClientFields {
  readonly agency: Pick<AgencyResolvers<IdentityContext>, 'machineClients'>;
  readonly mutation: Pick<
    MutationResolvers<IdentityContext>,
    'registerMachineClient' | 'removeMachineClient'
  >;
}

/** Programs of agencies: registered and removed by their officials. */
export function machineClients(desk: MachineClientDesk, clock: () => Date): MachineClientFields {
  return {
    agency: { machineClients: ({ id }) => listMachineClients(desk.database, id) },
    mutation: {
      async registerMachineClient(_root, { input: { subgraph, publicKey } }, { principal }) {
        if (principal.kind !== 'operator')
          throw new PublicError('FORBIDDEN', 'only an official of the agency can register a program');
        const { subject, clientId, agency } = principal;
        const registration = { subgraph, publicKey, by: { subject, clientId, agency } };
        const outcome = await registerMachineClient(desk, registration, clock());
        if (outcome.kind === 'registered')
          return { __typename: 'MachineClientRegistered', client: outcome.client };
        const { field, message } = outcome;
        return { __typename: 'MachineClientInvalid', field, message: `${field}: ${message}` };
      },

      async removeMachineClient(_root, { input: { id } }, { principal }) {
        const { subject, agency } = actorOf(principal);
        if (subject === null || principal.kind === 'developer') throw new PublicError('FORBIDDEN');
        const client = await removeMachineClient(desk.database, { id, by: { subject, agency } }, clock());
        return client === undefined
          ? {
              __typename: 'MachineClientNotFound',
              message: 'There is no such program of your agency; `agency { machineClients }` lists them.',
            }
          : { __typename: 'MachineClientRemoved', client };
      },
    },
  };
}

export const machineClientResolvers: MachineClientResolvers<IdentityContext> = {
  id: ({ client_id }) => client_id,
  keyThumbprint: ({ thumbprint }) => thumbprint,
  registeredAt: ({ registered_at }) => registered_at.toISOString(),
  registeredBy: ({ registered_by_subject }) => registered_by_subject,
  removedAt: ({ removed_at }) => removed_at?.toISOString() ?? null,
};
