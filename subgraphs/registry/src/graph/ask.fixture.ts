import type { Principal } from '@civic-graph/policy';
import type { Subgraph } from '@civic-graph/subgraph-kit';
import type { SampleRelease } from '../publish/sample-agencies.fixture.ts';

const check = `check { id state needs version
  problems { severity code message subgraph file fixedBy }
  accessChanges(first: 100) { nodes { kind coordinate dataClass callers } } }`;

const answers = `__typename
  ... on SubgraphPublished { changed version { version } rollout { sequence cause canaryPercent } }
  ... on PublishAwaitsApproval { message needs ${check} }
  ... on CheckRunning { message retryAfterSeconds }
  ... on PublishRefused { reason message ${check} }`;

/** Answers of the mutations, as the tests read them. */
export interface Answer {
  readonly __typename: string;
  readonly changed?: boolean;
  readonly reason?: string;
  readonly message?: string;
  readonly needs?: readonly string[];
  readonly version?: { readonly version: string };
  readonly rollout?: { readonly sequence: string; readonly cause: string; readonly canaryPercent: number };
  readonly check?: {
    readonly id: string;
    readonly state: string;
    readonly needs: readonly string[];
    readonly version: string;
    readonly problems: readonly Readonly<Record<string, string | null>>[];
    readonly accessChanges: {
      readonly nodes: readonly { readonly coordinate: string; readonly kind: string }[];
    };
  };
}

/** Calls mutations of the registry as one official. */
export function officialAt(subgraph: Subgraph, principal: Principal) {
  const ask = async (field: string, type: string, input: object, selection: string): Promise<Answer> => {
    const query = `mutation ($input: ${type}!) { answer: ${field}(input: $input) { ${selection} } }`;
    const { data, errors } = await subgraph.executeAs(principal, { query, variables: { input } });
    if (errors?.[0] !== undefined) throw Object.assign(new Error(errors[0].message), errors[0].extensions);
    return data?.answer as Answer;
  };
  return {
    check: (release: SampleRelease) =>
      ask(
        'checkSubgraph',
        'CheckSubgraphInput',
        release,
        `__typename ... on SubgraphChecked { ${check} } ... on PublishRefused { reason message }`,
      ),
    publish: (release: SampleRelease, more: object = {}) =>
      ask('publishSubgraph', 'PublishSubgraphInput', { ...release, ...more }, answers),
    approve: (id: string, reason = 'It is in order.') =>
      ask('approvePublish', 'ApprovePublishInput', { check: id, reason }, answers),
    rollBackSubgraph: (subgraph: string, version: string | null = null, reason = 'Errors.') =>
      ask('rollbackSubgraph', 'RollbackSubgraphInput', { subgraph, version, reason }, answers),
    rollBack: (version: string, reason = 'Errors at the gateways.') =>
      ask(
        'rollbackSupergraph',
        'RollbackSupergraphInput',
        { version, reason },
        `__typename ... on SupergraphRolledBack { rollout { sequence cause canaryPercent } }
         ... on RollbackRefused { reason message }`,
      ),
  };
}
