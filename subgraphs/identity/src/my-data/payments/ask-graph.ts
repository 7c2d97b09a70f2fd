import { enrolledAssurance, findAccount } from '../../issuer/account.ts';
import type { Issuer } from '../../issuer/issuer.ts';
import { mintAccessToken } from '../../issuer/mint-access-token.ts';
import { ownAccess } from '../../issuer/token-claims.ts';
import { findApp } from '../../store/directory.ts';
import { myDataClientId } from '../my-data-client.ts';
import type { Citizen } from '../visitor.ts';
import {
  type OwnPayments,
  ownPaymentsName,
  ownPaymentsOperation,
  ownPaymentsScope,
  readOwnPayments,
} from './operation.ts';

/** A page of the citizen's own payments; `null` if no gateway answers. */
export type AskOwnPayments = (citizen: Citizen, after: string | null) => Promise<OwnPayments | null>;

export interface AskGraphOptions {
  readonly issuer: Issuer;
  readonly gateways: readonly string[];
  /** Called with the reason that a gateway did not answer. */
  readonly report: (reason: string) => void;
  readonly fetch?: typeof globalThis.fetch;
}

const deadlineMs = 5_000;

/**
 * Reads the citizen's payments from the graph, as any client does. The right of access takes the place of a
 * consent, and the gateway records the access.
 */
export function createAskOwnPayments(options: AskGraphOptions): AskOwnPayments {
  const { issuer, gateways, report, fetch = globalThis.fetch } = options;

  async function askOne(gateway: string, token: string, after: string | null): Promise<OwnPayments> {
    const response = await fetch(new URL('/graphql', gateway), {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        query: ownPaymentsOperation,
        operationName: ownPaymentsName,
        variables: { after },
      }),
      redirect: 'error',
      signal: AbortSignal.timeout(deadlineMs),
    });
    if (!response.ok) throw new Error(`status ${response.status}`);
    return readOwnPayments(await response.json());
  }

  return async (citizen, after) => {
    const token = await ownAccessToken(issuer, citizen);
    if (token === undefined) return null;
    for (const gateway of gateways) {
      try {
        return await askOne(gateway, token, after);
      } catch (error) {
        // Not the message, which may quote an invalid answer with personal data.
        report(error instanceof Error ? error.name : typeof error);
      }
    }
    return null;
  };
}

/** An access token of the citizens' pages, which only a gateway receives. */
async function ownAccessToken(
  issuer: Issuer,
  { key, assurance, session, signIn: upstreamSignIn }: Citizen,
): Promise<string | undefined> {
  const { database } = issuer.dependencies;
  const [account, app] = await Promise.all([findAccount(database, key), findApp(database, myDataClientId)]);
  if (account?.kind !== 'citizen' || app === undefined) return undefined;
  const scopes = [ownPaymentsScope];
  const level = assurance === 'high' ? enrolledAssurance(account) : assurance;
  const signIn = {
    ...{ account, app, purpose: ownAccess, assurance: level, scopesWithoutConsent: scopes },
    // The token ends with the session, and with the sign-in behind it.
    ...{ session, upstreamSignIn },
  };
  return (await mintAccessToken(issuer, signIn, { granted: scopes, permitted: scopes }))?.token;
}
