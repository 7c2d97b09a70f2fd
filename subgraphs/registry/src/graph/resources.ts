import type { Resources } from '@civic-graph/subgraph-kit';
import type { RolloutModel, SchemaCheckModel, SchemaVersionModel } from './mappers.ts';

/** Owners of objects for the policy `owner`. A rollout that the admin started belongs to no agency. */
export const resources = {
  SchemaVersion: ({ agency }: SchemaVersionModel) => ({ agency }),
  SchemaCheck: ({ agency }: SchemaCheckModel) => ({ agency }),
  Rollout: ({ agency }: RolloutModel) => (agency === null ? {} : { agency }),
} satisfies Resources;
