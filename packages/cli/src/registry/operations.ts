import { z } from 'zod';

const check = `
  check {
    id url subgraph version state needs
    problems { severity code message subgraph file line column fixedBy }
    accessChanges(first: 100) { nodes { kind coordinate dataClass callers affectedCitizens } pageInfo { hasNextPage } }
  }`;

export const checkOperation = `mutation Check($input: CheckSubgraphInput!) {
  checkSubgraph(input: $input) {
    __typename
    ... on SubgraphChecked { ${check} }
    ... on CheckRunning { retryAfterSeconds }
    ... on PublishRefused { reason message ${check} }
  }
}`;

const published = `
    __typename
    ... on SubgraphPublished {
      changed
      version { version subgraph { name } }
      rollout { sequence canaryPercent supergraph { version } }
    }
    ... on PublishAwaitsApproval { message needs ${check} }
    ... on CheckRunning { retryAfterSeconds }
    ... on PublishRefused { reason message ${check} }`;

export const publishOperation = `mutation Publish($input: PublishSubgraphInput!) {
  publishSubgraph(input: $input) { ${published} }
}`;

export const approveOperation = `mutation Approve($input: ApprovePublishInput!) {
  approvePublish(input: $input) { ${published} }
}`;

export const rollbackSubgraphOperation = `mutation RollbackSubgraph($input: RollbackSubgraphInput!) {
  rollbackSubgraph(input: $input) { ${published} }
}`;

export const rollbackOperation = `mutation Rollback($input: RollbackSupergraphInput!) {
  rollbackSupergraph(input: $input) {
    __typename
    ... on SupergraphRolledBack { rollout { sequence supergraph { version } } }
    ... on RollbackRefused { reason message }
  }
}`;

export const rolloutsOperation = `query Rollouts {
  rollouts(first: 20) { nodes { sequence cause startedAt canaryPercent supergraph { version } previous { version } } }
}`;

const problem = z.object({
  severity: z.enum(['ERROR', 'WARNING']),
  code: z.string(),
  message: z.string(),
  subgraph: z.string().nullable(),
  file: z.string().nullable(),
  line: z.number().nullable(),
  column: z.number().nullable(),
  fixedBy: z.string().nullable(),
});

const accessChange = z.object({
  kind: z.enum(['GAINS', 'LOSES']),
  coordinate: z.string(),
  dataClass: z.string(),
  callers: z.array(z.string()),
  affectedCitizens: z.string().nullable(),
});

const schemaCheck = z.object({
  id: z.string(),
  url: z.string(),
  subgraph: z.string(),
  version: z.string(),
  state: z.string(),
  needs: z.array(z.string()),
  problems: z.array(problem),
  accessChanges: z.object({
    nodes: z.array(accessChange),
    pageInfo: z.object({ hasNextPage: z.boolean() }),
  }),
});
export type SchemaCheck = z.infer<typeof schemaCheck>;

const checkRunning = z.object({ __typename: z.literal('CheckRunning'), retryAfterSeconds: z.number() });
const refused = z.object({
  __typename: z.literal('PublishRefused'),
  reason: z.string(),
  message: z.string(),
  check: schemaCheck.nullable(),
});

const checkResult = z.discriminatedUnion('__typename', [
  z.object({ __typename: z.literal('SubgraphChecked'), check: schemaCheck }),
  checkRunning,
  refused,
]);
export const checkData = z.object({ checkSubgraph: checkResult });

const publishResult = z.discriminatedUnion('__typename', [
  z.object({
    __typename: z.literal('SubgraphPublished'),
    changed: z.boolean(),
    version: z.object({ version: z.string(), subgraph: z.object({ name: z.string() }) }),
    rollout: z.object({
      sequence: z.string(),
      canaryPercent: z.number(),
      supergraph: z.object({ version: z.string() }),
    }),
  }),
  z.object({
    __typename: z.literal('PublishAwaitsApproval'),
    message: z.string(),
    needs: z.array(z.string()),
    check: schemaCheck,
  }),
  checkRunning,
  refused,
]);
export type PublishResult = z.infer<typeof publishResult>;
export const publishData = z.object({ publishSubgraph: publishResult });
export const approveData = z.object({ approvePublish: publishResult });
export const rollbackSubgraphData = z.object({ rollbackSubgraph: publishResult });

export const rollbackData = z.object({
  rollbackSupergraph: z.discriminatedUnion('__typename', [
    z.object({
      __typename: z.literal('SupergraphRolledBack'),
      rollout: z.object({ sequence: z.string(), supergraph: z.object({ version: z.string() }) }),
    }),
    z.object({ __typename: z.literal('RollbackRefused'), reason: z.string(), message: z.string() }),
  ]),
});

export const rolloutsData = z.object({
  rollouts: z.object({
    nodes: z.array(
      z.object({
        sequence: z.string(),
        cause: z.string(),
        startedAt: z.string(),
        canaryPercent: z.number(),
        supergraph: z.object({ version: z.string() }),
        previous: z.object({ version: z.string() }).nullable(),
      }),
    ),
  }),
});
