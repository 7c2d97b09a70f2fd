import type { Logger } from 'pino';
import { Switchboard } from '../../admission/kill-switches/switchboard.ts';
import {
  createRevocationChannel,
  type RevocationChannel,
} from '../../admission/revocation/revocation-channel.ts';
import { createSafelistClient } from '../../admission/safelists/safelist-client.ts';
import { Safelists } from '../../admission/safelists/safelists.ts';
import type { AnnouncedRevocation } from '../../audit/revocation-notes.ts';
import type { GatewayConfig } from '../../config/config.ts';
import type { Metrics } from '../../observability/metrics.ts';

export interface IdentityFeed {
  readonly switchboard: Switchboard;
  /** `null` without an identity service, as in tests. */
  readonly safelists: Safelists | null;
  readonly revocations: RevocationChannel | null;
}

export interface IdentityFeedOptions {
  readonly logger: Logger;
  readonly metrics: Pick<Metrics, 'operationUnlisted' | 'switchedOff'>;
  /** Keeps revocations outside the identity service's database. */
  readonly noteRevocations: (revocations: readonly AnnouncedRevocation[]) => void;
}

/** Passes each kind of message on the identity service's feed to its consumer. */
export function identityFeed(
  { revocation, safelistMode }: Pick<GatewayConfig, 'revocation' | 'safelistMode'>,
  { logger, metrics, noteRevocations }: IdentityFeedOptions,
): IdentityFeed {
  const switchboard = new Switchboard();
  if (revocation === null) return { switchboard, safelists: null, revocations: null };
  const safelists = new Safelists({
    mode: safelistMode,
    fetch: createSafelistClient(revocation),
    onUnlisted(unlisted) {
      metrics.operationUnlisted();
      logger.warn(unlisted, 'an app has sent an operation outside its safelist');
    },
    onFailure: (failure) =>
      logger.warn({ failure }, 'a safelist could not be fetched from the identity service'),
  });
  const revocations = createRevocationChannel(
    revocation,
    (kind, failure) => {
      if (kind === 'awaited') logger.info('waiting for the identity service');
      else logger.warn({ failure }, 'revocations could not be fetched from the identity service');
    },
    ({ revocations, replacedCredentials, switches, safelists: changed }) => {
      noteRevocations(revocations);
      noteRevocations(replacedCredentials.map((each) => ({ ...each, kind: 'credentials' as const })));
      safelists.onUpdate(changed);
      if (!switchboard.set(switches)) return;
      metrics.switchedOff(switches.length);
      logger.info({ inForce: switches }, 'kill switches changed');
    },
  );
  return { switchboard, safelists, revocations };
}
