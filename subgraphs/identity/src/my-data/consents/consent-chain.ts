import type { ScopeDescription } from '@civic-graph/agencies';
import type { ListedConsent } from '../../consent/find-consents.ts';
import { describeConsented } from '../../consent/revision.ts';
import { consentStatus } from '../../graph/consent.ts';
import type { AppRow, PurposeRow } from '../../store/database.ts';
import type { Visit } from '../desk.ts';

/** All revisions of the consent for an app and a purpose. */
export interface ConsentChain {
  readonly app: AppRow;
  readonly purpose: PurposeRow;
  readonly latest: ListedConsent;
  readonly status: 'ACTIVE' | 'EXPIRED' | 'WITHDRAWN';
  readonly groups: readonly ScopeDescription[];
  /** Newest first, with the latest. */
  readonly revisions: readonly ListedConsent[];
}

/** The citizen's consents, those in force first, else newest first. */
export async function consentChains({ loaders, citizen, desk, now }: Visit): Promise<ConsentChain[]> {
  const all = await loaders.consents.load(citizen.key);
  const chains = await Promise.all(
    all
      .filter(({ is_latest }) => is_latest)
      .map(async (latest): Promise<ConsentChain[]> => {
        const [app, purpose] = await Promise.all([
          loaders.partnerApps.load(latest.client_id),
          loaders.purposes.load(latest.purpose),
        ]);
        const status = consentStatus(latest, now);
        if (app === null || purpose === null || status === 'SUPERSEDED') return [];
        const directory = desk.agencies.current;
        const groups = latest.scopes.map((scope) => describeConsented(scope, latest, directory));
        const revisions = all.filter(
          (each) => each.client_id === latest.client_id && each.purpose === latest.purpose,
        );
        return [{ app, purpose, latest, status, groups, revisions }];
      }),
  );
  const flat = chains.flat();
  const inForce = (chain: ConsentChain) => chain.status === 'ACTIVE';
  return [...flat.filter(inForce), ...flat.filter((chain) => !inForce(chain))];
}

/** The chain of one of the citizen's own revisions. */
export async function consentChainOf(id: string, visit: Visit): Promise<ConsentChain | undefined> {
  const chains = await consentChains(visit);
  return chains.find(({ revisions }) => revisions.some((revision) => revision.id === id));
}
