import { parseTarget, type WebhookSettings } from '@civic-graph/service/webhooks';
import { connectionFromPage, parseConnectionArguments } from '@civic-graph/subgraph-kit';
import type { Db } from '../database/database.ts';
import { uuid } from '../database/uuid.ts';
import {
  changeWebhookSecret,
  changeWebhooksOf,
  registerChangeWebhook,
  removeChangeWebhook,
} from '../webhook/change-webhooks.ts';
import { recipientOf } from '../webhook/recipient.ts';
import type { RegistryContext } from './context.ts';
import { numberPosition } from './positions.ts';
import type {
  ChangeDeliveryResolvers,
  ChangeWebhookRefusal,
  ChangeWebhookResolvers,
  MutationResolvers,
  QueryResolvers,
} from './resolver-types.ts';

export interface WebhookDesk {
  readonly db: Db;
  readonly clock: () => Date;
  readonly webhooks: WebhookSettings;
}

type Mutations = MutationResolvers<RegistryContext>;

const longestLists = { subgraphs: 100, fields: 500 } as const;
const subgraphName = /^[a-z][a-z0-9_-]{0,62}$/;
const fieldName = /^[A-Za-z_]\w{0,99}(\.[A-Za-z_]\w{0,99})?$/;

export function changeWebhooks(db: Db): NonNullable<QueryResolvers<RegistryContext>['changeWebhooks']> {
  return (_root, _args, { principal }) => changeWebhooksOf(db, recipientOf(principal));
}

export function webhookMutations({
  db,
  clock,
  webhooks,
}: WebhookDesk): Required<Pick<Mutations, 'registerChangeWebhook' | 'removeChangeWebhook'>> {
  return {
    async registerChangeWebhook(_root, { input }, { principal }) {
      const recipient = recipientOf(principal);
      const { subgraphs = [], fields = [] } = input;
      const url = parseTarget(input.url, webhooks.rules)?.href;
      if (url === undefined) return refused('TARGET_FORBIDDEN', targetForbidden);
      const problem =
        listProblem('subgraphs', subgraphs, subgraphName) ?? listProblem('fields', fields, fieldName);
      if (problem !== null) return refused('FILTER_INVALID', problem);
      const webhook = await registerChangeWebhook(db, recipient, { url, subgraphs, fields }, clock());
      if (webhook === null) return refused('TOO_MANY', 'Ten webhooks are in use: remove one.');
      const secret = changeWebhookSecret(webhooks.key, recipient, webhook.id);
      return { __typename: 'ChangeWebhookRegistered', webhook, secret };
    },
    async removeChangeWebhook(_root, { id }, { principal }) {
      const recipient = recipientOf(principal);
      return uuid.test(id) ? ((await removeChangeWebhook(db, recipient, id, clock())) ?? null) : null;
    },
  };
}

const targetForbidden = 'url: give an https address of the public network, without a user name or password';

function refused(reason: ChangeWebhookRefusal, message: string) {
  return { __typename: 'ChangeWebhookRefused', reason, message } as const;
}

function listProblem(
  name: keyof typeof longestLists,
  items: readonly string[],
  pattern: RegExp,
): string | null {
  if (items.length > longestLists[name])
    return `${name}: names ${items.length}; the limit is ${longestLists[name]}`;
  const wrong = items.findIndex((item) => !pattern.test(item));
  return wrong === -1 ? null : `${name}: item ${wrong + 1} is no name; write one such as ${examples[name]}`;
}

const examples = { subgraphs: 'transport', fields: 'Stop.name' } as const;

export const changeWebhookResolvers: ChangeWebhookResolvers<RegistryContext> = {
  state: ({ removed_at, disabled_at }) =>
    removed_at !== null ? 'REMOVED' : disabled_at !== null ? 'DISABLED' : 'ACTIVE',
  createdAt: ({ created_at }) => created_at.toISOString(),
  async deliveries({ recipient, id }, args, { loaders }) {
    const page = parseConnectionArguments(args);
    const before = numberPosition(page.after);
    const rows = await loaders.messagePages.load({ recipient, webhook: id, before, size: page.first + 1 });
    return connectionFromPage(rows, page, ({ rollout }) => [rollout]);
  },
};

export const changeDeliveryResolvers: ChangeDeliveryResolvers<RegistryContext> = {
  rollout: ({ rollout }, _args, { loaders }) => loaders.rollouts.load(rollout),
  state: ({ delivered_at, next_attempt_at }) =>
    delivered_at !== null ? 'DELIVERED' : next_attempt_at !== null ? 'PENDING' : 'FAILED',
  lastStatus: ({ last_status }) => last_status,
  lastProblem: ({ last_problem }) => last_problem,
  nextAttemptAt: ({ next_attempt_at }) => next_attempt_at?.toISOString() ?? null,
};
