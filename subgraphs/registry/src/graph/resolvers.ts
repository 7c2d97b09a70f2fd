import { DateTimeResolver } from '@civic-graph/subgraph-kit';
import type { ContractDesk } from '../contract/change-contract.ts';
import type { PublishDesk } from '../publish/publish-release.ts';
import {
  changeDeliveryResolvers,
  changeWebhookResolvers,
  type WebhookDesk,
  webhookMutations,
} from './change-webhooks.ts';
import { changeResolvers } from './changelog.ts';
import type { RegistryContext } from './context.ts';
import {
  contractMutations,
  contractQueries,
  contractResolvers,
  contractRevisionResolvers,
} from './contracts.ts';
import { errorUsageResolvers, fieldUsageResolvers, type UsageDesk, usageQueries } from './field-usage.ts';
import { mutations } from './mutations.ts';
import { operationUsageResolvers, registrationResolvers } from './operation-usage.ts';
import { proposalMutations } from './proposal-mutations.ts';
import {
  proposalCheckResolvers,
  proposalCommentResolvers,
  proposalDecisionResolvers,
  proposalResolvers,
} from './proposals.ts';
import {
  gatewayHealthResolvers,
  rolloutResolvers,
  schemaVersionResolvers,
  subgraphResolvers,
  supergraphVersionResolvers,
} from './published.ts';
import { queries } from './queries.ts';
import type { Resolvers } from './resolver-types.ts';
import { accessChangeResolvers, schemaCheckResolvers, schemaProblemResolvers } from './schema-check.ts';

export function createResolvers(
  desk: PublishDesk & UsageDesk & WebhookDesk & ContractDesk,
): Resolvers<RegistryContext> {
  return {
    DateTime: DateTimeResolver,
    Query: { ...queries(desk.db), ...usageQueries(desk), ...contractQueries(desk) },
    Mutation: {
      ...mutations(desk),
      ...webhookMutations(desk),
      ...proposalMutations(desk),
      ...contractMutations(desk),
    },
    Subgraph: subgraphResolvers,
    SchemaVersion: schemaVersionResolvers,
    SupergraphVersion: supergraphVersionResolvers,
    Rollout: rolloutResolvers,
    GatewayHealth: gatewayHealthResolvers,
    SchemaCheck: schemaCheckResolvers,
    SchemaProblem: schemaProblemResolvers,
    AccessChange: accessChangeResolvers,
    Proposal: proposalResolvers,
    ProposalCheck: proposalCheckResolvers,
    ProposalDecision: proposalDecisionResolvers,
    ProposalComment: proposalCommentResolvers,
    Contract: contractResolvers(desk),
    ContractRevision: contractRevisionResolvers,
    Change: changeResolvers,
    AppRegistration: registrationResolvers(desk),
    FieldUsage: fieldUsageResolvers,
    OperationUsage: operationUsageResolvers,
    ErrorUsage: errorUsageResolvers,
    ChangeWebhook: changeWebhookResolvers,
    ChangeDelivery: changeDeliveryResolvers,
  };
}
