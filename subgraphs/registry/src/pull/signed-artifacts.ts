import { isInCanary, type RolloutKey, signRollout } from '@civic-graph/releases';
import type { ContractSchemas } from '../contract/contract-schemas.ts';
import { publishedContracts } from '../contract/published-contracts.ts';
import type { Db, RolloutRow } from '../database/database.ts';
import { readSupergraph } from '../rollout/find-rollout.ts';

/** Signed rollouts, as gateways pull them. */
export interface SignedArtifacts {
  /**
   * The artifact of a rollout for one gateway: a JWS in compact serialization.
   *
   * @param gateway `null` for the version being rolled out
   * @param withContracts whether the gateway asks for the schemas of contracts
   */
  forGateway(rollout: RolloutRow, gateway: string | null, withContracts: boolean): Promise<string>;
}

/** A rollout has four artifacts, and gateways may still pull the previous one. */
const maxCached = 8;

/** Signs each artifact once, because thousands of gateways request the same one at the same moment. */
export function createSignedArtifacts(
  db: Db,
  key: RolloutKey,
  schemas: Pick<ContractSchemas, 'of'>,
): SignedArtifacts {
  const cached = new Map<string, Promise<string>>();
  return {
    forGateway(rollout, gateway, withContracts) {
      const assigned = assignedVersion(rollout, gateway);
      const hasContracts = withContracts && rollout.contracts.length > 0;
      const name = `${rollout.sequence}:${assigned}:${hasContracts}`;
      const known = cached.get(name);
      if (known !== undefined) return known;
      const signing = sign(rollout, assigned, hasContracts);
      const made = signing.then(({ token }) => token);
      cached.set(name, made);
      signing.then(
        // The next pull brings what was not computed in time.
        ({ isComplete }) => isComplete || cached.delete(name),
        () => cached.delete(name),
      );
      for (const oldest of cached.keys()) if (cached.size > maxCached) cached.delete(oldest);
      return made;
    },
  };

  async function sign(
    rollout: RolloutRow,
    assigned: string,
    hasContracts: boolean,
  ): Promise<{ readonly token: string; readonly isComplete: boolean }> {
    const { sequence, supergraph: version, previous, canary_percent: canaryPercent, started_at } = rollout;
    const contracts = hasContracts ? await publishedContracts(db, schemas, rollout, assigned) : [];
    const token = await signRollout(
      {
        sequence: Number(sequence),
        version,
        canaryPercent,
        previous,
        startedAt: started_at.toISOString(),
        assigned,
        supergraph: await readSupergraph(db, assigned),
        ...(hasContracts && { contracts }),
      },
      key,
    );
    return { token, isComplete: !contracts.some(({ isPending }) => isPending) };
  }
}

function assignedVersion(rollout: RolloutRow, gateway: string | null): string {
  const { supergraph, previous, canary_percent: share } = rollout;
  return previous === null || gateway === null || isInCanary(supergraph, gateway, share)
    ? supergraph
    : previous;
}
