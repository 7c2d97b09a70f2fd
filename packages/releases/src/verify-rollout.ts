import { type CompactVerifyGetKey, compactVerify } from 'jose';
import { type Rollout, RolloutError, rolloutSchema, rolloutType } from './rollout.ts';
import { supergraphVersion } from './supergraph-version.ts';

export interface RolloutCheck {
  /** Keys that the gateway trusts, such as `createLocalJWKSet(keys)` of jose. */
  readonly keys: CompactVerifyGetKey;
  /** Sequence of the rollout in force; an older one is a replay. Default is 0. */
  readonly notBefore?: number;
}

/**
 * Verifies a signed rollout before it is served.
 *
 * @throws RolloutError ROLLOUT_FORGED for a signature of any other key, ROLLOUT_INVALID for contradictory
 * content, ROLLOUT_OLD for a replayed artifact
 */
export async function verifyRollout(token: string, { keys, notBefore = 0 }: RolloutCheck): Promise<Rollout> {
  const rollout = parse(await signedPayload(token, keys));
  const { assigned, version, previous, supergraph, sequence } = rollout;
  if (assigned !== version && assigned !== previous) {
    throw invalid('it assigns a version that it does not roll out');
  }
  if (supergraphVersion(supergraph) !== assigned) {
    throw invalid('its supergraph does not have the assigned version');
  }
  if (sequence < notBefore) {
    const message = `rollout ${sequence} is older than rollout ${notBefore} in force; it is a replay, or the registry was restored from a backup`;
    throw new RolloutError('ROLLOUT_OLD', message);
  }
  return rollout;
}

async function signedPayload(token: string, keys: CompactVerifyGetKey): Promise<Uint8Array> {
  try {
    const { payload, protectedHeader } = await compactVerify(token, keys, { algorithms: ['EdDSA'] });
    if (protectedHeader.typ !== rolloutType) throw new Error(`typ is not ${rolloutType}`);
    return payload;
  } catch (cause) {
    throw new RolloutError('ROLLOUT_FORGED', 'the rollout is not signed by a trusted registry key', {
      cause,
    });
  }
}

function parse(payload: Uint8Array): Rollout {
  let json: unknown;
  try {
    json = JSON.parse(Buffer.from(payload).toString());
  } catch {
    throw invalid('it is not JSON');
  }
  const parsed = rolloutSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(`${issue?.path.join('.')}: ${issue?.message}`);
}

function invalid(reason: string): RolloutError {
  return new RolloutError('ROLLOUT_INVALID', `the rollout cannot be served: ${reason}`);
}
