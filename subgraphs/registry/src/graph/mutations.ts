import { enumName } from '../enum-names.ts';
import { approvePublish } from '../publish/approve-publish.ts';
import { officialOf, publisherOf } from '../publish/official.ts';
import { parseRelease } from '../publish/parse-release.ts';
import { type ReleaseOutcome, refused } from '../publish/publish-outcome.ts';
import { type PublishDesk, publishRelease, refuseForeign } from '../publish/publish-release.ts';
import { rollBackSubgraph } from '../publish/roll-back-subgraph.ts';
import { lastRollout } from '../rollout/find-rollout.ts';
import { rollBack } from '../rollout/roll-back.ts';
import type { RegistryContext } from './context.ts';
import type { MutationResolvers } from './resolver-types.ts';

export function mutations(desk: PublishDesk): MutationResolvers<RegistryContext> {
  const { db, checks, clock } = desk;
  return {
    async checkSubgraph(_root, { input }, { principal }) {
      const by = publisherOf(principal);
      const parsed = parseRelease(input);
      if (parsed.kind === 'invalid') return publishRefused(refused('input-invalid', parsed.message));
      const foreign = await refuseForeign(db, parsed.release, by);
      if (foreign !== null) return publishRefused(foreign);
      const base = (await lastRollout(db))?.supergraph ?? null;
      const check = await checks.run(parsed.release, base);
      return check === null ? checkRunning : { __typename: 'SubgraphChecked', check };
    },

    async publishSubgraph(_root, { input }, context) {
      const by = publisherOf(context.principal);
      const parsed = parseRelease(input);
      if (parsed.kind === 'invalid') return publishRefused(refused('input-invalid', parsed.message));
      const canaryPercent = input.canaryPercent ?? 100;
      if (canaryPercent < 1 || canaryPercent > 100) {
        return publishRefused(refused('input-invalid', 'canaryPercent: must be between 1 and 100'));
      }
      const reason = input.reason ?? null;
      if (reason !== null && !isReason(reason)) return publishRefused(refused('input-invalid', reasonNeeded));
      const secret = input.secret ?? null;
      if (secret !== null && !parsed.sharesSecret) return publishRefused(refused('input-invalid', noSecret));
      if (secret !== null && !isSecret(secret)) return publishRefused(refused('input-invalid', weakSecret));
      const order = { release: parsed.release, by, canaryPercent, reason, secret };
      return publishAnswer(await publishRelease(desk, order), context);
    },

    async approvePublish(_root, { input: { check, reason } }, context) {
      const by = officialOf(context.principal);
      if (!isReason(reason)) return publishRefused(refused('input-invalid', reasonNeeded));
      return publishAnswer(await approvePublish(desk, { check, by, reason }), context);
    },

    async rollbackSubgraph(_root, { input: { subgraph, version, reason } }, context) {
      const by = officialOf(context.principal);
      if (!isReason(reason)) return publishRefused(refused('input-invalid', reasonNeeded));
      const rollback = { subgraph, version: version ?? null, by, reason };
      return publishAnswer(await rollBackSubgraph(desk, rollback), context);
    },

    async rollbackSupergraph(_root, { input: { version, reason } }, { principal }) {
      const by = officialOf(principal);
      if (!isReason(reason)) {
        return { __typename: 'RollbackRefused', reason: 'REASON_INVALID', message: reasonNeeded };
      }
      const outcome = await rollBack(db, { version, by, reason }, clock());
      if (outcome.kind === 'rolled-back') {
        return { __typename: 'SupergraphRolledBack', rollout: outcome.rollout };
      }
      return {
        __typename: 'RollbackRefused',
        reason: 'UNKNOWN_VERSION',
        message: 'No rollout has assigned this version to all gateways; choose one of `rollouts`.',
      };
    },
  };
}

const reasonNeeded = 'reason: must be one line of 1 to 500 characters';

const noSecret = 'secret: the manifest does not say hmac-sha256; remove the secret, or change the manifest';
const weakSecret = 'secret: must be base64url of at least 32 random bytes';

function isSecret(text: string): boolean {
  return /^[\w-]{43,200}$/.test(text);
}

/** One line without characters that change how the rest of a page is displayed. */
function isReason(text: string): boolean {
  const trimmed = text.trim();
  return trimmed.length > 0 && trimmed.length <= 500 && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(trimmed);
}

/** Answer while a check runs. */
export const checkRunning = {
  __typename: 'CheckRunning',
  message: 'The check takes a few seconds. Repeat the same call.',
  retryAfterSeconds: 1,
} as const;

function publishRefused({ reason, message, check }: Extract<ReleaseOutcome, { kind: 'refused' }>) {
  return { __typename: 'PublishRefused', reason: enumName(reason), message, check } as const;
}

const approvalWords = {
  'new-subgraph': "the platform's admin has to admit the new name",
  'access-gain': 'another official has to approve the new access to personal data',
} as const;

async function publishAnswer(outcome: ReleaseOutcome, { loaders }: RegistryContext) {
  switch (outcome.kind) {
    case 'running':
      return checkRunning;
    case 'refused':
      return publishRefused(outcome);
    case 'awaits-approval': {
      const { needs, check } = outcome;
      const message = `Before it is published, ${needs.map((need) => approvalWords[need]).join(', and ')}.`;
      return { __typename: 'PublishAwaitsApproval', message, needs: needs.map(enumName), check } as const;
    }
    case 'published': {
      const { rollout, changed } = outcome;
      const version = await loaders.releases.load(outcome.version);
      if (version === null) throw new Error('a published release is missing');
      return { __typename: 'SubgraphPublished', version, rollout, changed } as const;
    }
  }
}
