import type { Client, Configuration } from 'oidc-provider';
import { pairwiseSubject } from '../citizen/pairwise.ts';
import { myDataClientId } from '../my-data/my-data-client.ts';
import type { IdentityDatabase } from '../store/database.ts';
import { findAccount } from './account.ts';
import { isDeviceClient } from './device-flow/device-client.ts';
import type { IssuerDependencies } from './issuer.ts';
import { isStudioClient } from './studio-client.ts';
import { platformSector } from './subject-sector.ts';

type Subjects = Pick<
  Configuration,
  'subjectTypes' | 'pairwiseIdentifier' | 'formats' | 'findAccount' | 'claims'
>;

/** Subjects are pairwise at every client, and computed only here. */
export function subjects({ database, pairwiseSalt }: IssuerDependencies): Subjects {
  const subjectAt = async (client: Client, accountId: string) =>
    pairwiseSubject(accountId, await sectorOf(database, client), pairwiseSalt);

  return {
    // The provider has no pairwise subjects for a public client with the device grant; these are computed
    // below.
    subjectTypes: ['pairwise', 'public'],
    pairwiseIdentifier: (_ctx, accountId, client) => subjectAt(client, accountId),
    formats: {
      customizers: {
        async jwt(_ctx, token, { payload }) {
          const { client } = token;
          if (client === undefined || !('accountId' in token)) return;
          if (!isDeviceClient(client) && client.clientId !== myDataClientId) return;
          payload.sub = await subjectAt(client, token.accountId);
        },
      },
    },
    async findAccount(ctx, id) {
      if ((await findAccount(database, id)) === undefined) return undefined;
      const { client } = ctx.oidc;
      // Only command line and Studio learn a name: their accounts are officials and developers.
      const claims = async () =>
        client === undefined || !isOfThePlatform(client)
          ? { sub: id }
          : { sub: await subjectAt(client, id), preferred_username: id };
      return { accountId: id, claims };
    },
    claims: { openid: ['sub', 'preferred_username'] },
  };
}

async function sectorOf(database: IdentityDatabase, client: Client): Promise<string> {
  return isOfThePlatform(client) ? platformSector(database) : client.clientId;
}

/** Whether officials and developers sign in there. The demo's console computes its own subjects. */
function isOfThePlatform(client: Client): boolean {
  return isDeviceClient(client) || isStudioClient(client);
}
