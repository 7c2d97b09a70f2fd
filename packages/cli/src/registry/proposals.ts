import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import { readNamedText } from '../read-file.ts';
import type { GraphClient } from './graph-client.ts';

const summary = `id subgraph title state proposedAt authorRole authorAgency { id }`;
const details = `${summary} description
  check { passed problems { severity code message file line } changes(first: 100) { nodes { kind message } } }
  decision { outcome reason decidedAt isOwn }
  published { version }
  comments(first: 100) { nodes { text writtenAt authorRole authorAgency { id } } }`;

const agency = z.object({ id: z.string() }).nullable();
const summaryShape = z.object({
  id: z.string(),
  subgraph: z.string(),
  title: z.string(),
  state: z.string(),
  proposedAt: z.string(),
  authorRole: z.string(),
  authorAgency: agency,
});
export type ProposalSummary = z.infer<typeof summaryShape>;

const proposalShape = summaryShape.extend({
  description: z.string(),
  check: z.object({
    passed: z.boolean(),
    problems: z.array(
      z.object({
        severity: z.string(),
        code: z.string(),
        message: z.string(),
        file: z.string().nullable(),
        line: z.number().nullable(),
      }),
    ),
    changes: z.object({ nodes: z.array(z.object({ kind: z.string(), message: z.string() })) }),
  }),
  decision: z
    .object({ outcome: z.string(), reason: z.string(), decidedAt: z.string(), isOwn: z.boolean() })
    .nullable(),
  published: z.object({ version: z.string() }).nullable(),
  comments: z.object({
    nodes: z.array(
      z.object({ text: z.string(), writtenAt: z.string(), authorRole: z.string(), authorAgency: agency }),
    ),
  }),
});
export type Proposal = z.infer<typeof proposalShape>;

const refused = z.object({
  __typename: z.literal('ProposalRefused'),
  reason: z.string(),
  message: z.string(),
});
const running = z.object({ __typename: z.literal('CheckRunning'), retryAfterSeconds: z.number() });

/** Result of a call that stores or decides a proposal. */
export type ProposalResult =
  | { readonly __typename: 'Stored'; readonly proposal: Proposal }
  | z.infer<typeof refused>;

export interface ProposalFiles {
  readonly subgraph: string;
  readonly schema: string;
  readonly policyCases: string | undefined;
  readonly title: string;
  readonly description: string;
}

/** Reads the files and proposes them. */
export async function propose(
  graph: GraphClient,
  { schema, policyCases, ...texts }: ProposalFiles,
  untilChecked: <Result extends { readonly __typename: string }>(
    call: () => Promise<Result>,
  ) => Promise<Result>,
): Promise<ProposalResult> {
  const input = {
    ...texts,
    schema: await readNamedText(schema),
    policyCases: policyCases === undefined ? null : await readNamedText(policyCases),
  };
  const operation = `mutation Propose($input: ProposeSubgraphInput!) { result: proposeSubgraph(input: $input) {
    __typename ... on SubgraphProposed { proposal { ${details} } } ... on CheckRunning { retryAfterSeconds }
    ... on ProposalRefused { reason message } } }`;
  const stored = z.object({ __typename: z.literal('SubgraphProposed'), proposal: proposalShape });
  const shape = z.object({ result: z.discriminatedUnion('__typename', [stored, running, refused]) });
  const result = await untilChecked(async () => (await graph.send(operation, { input }, shape)).result);
  if (result.__typename === 'CheckRunning') throw new Error('a running check was returned');
  return result.__typename === 'ProposalRefused' ? result : { ...result, __typename: 'Stored' };
}

export async function listProposals(
  graph: GraphClient,
  filter: {
    readonly subgraph: string | undefined;
    readonly state: string | undefined;
    readonly first: number;
  },
): Promise<readonly ProposalSummary[]> {
  const operation = `query Proposals($subgraph: ID, $state: ProposalState, $first: Int!) {
    proposals(subgraph: $subgraph, state: $state, first: $first) { nodes { ${summary} } } }`;
  const shape = z.object({ proposals: z.object({ nodes: z.array(summaryShape) }) });
  const variables = { ...filter, state: filter.state?.toUpperCase() };
  return (await graph.send(operation, variables, shape)).proposals.nodes;
}

/** @throws CommandError where the caller may read no such proposal */
export async function showProposal(graph: GraphClient, id: string): Promise<Proposal> {
  const operation = `query Proposal($id: ID!) { proposal(id: $id) { ${details} } }`;
  const { proposal } = await graph.send(operation, { id }, z.object({ proposal: proposalShape.nullable() }));
  return found(proposal, id);
}

/** The proposed schema, to be saved and published by the agency. @throws CommandError */
export async function proposedSchema(graph: GraphClient, id: string): Promise<string> {
  const operation = 'query ProposedSchema($id: ID!) { proposal(id: $id) { schema } }';
  const shape = z.object({ proposal: z.object({ schema: z.string() }).nullable() });
  return found((await graph.send(operation, { id }, shape)).proposal, id).schema;
}

export async function comment(
  graph: GraphClient,
  input: { readonly proposal: string; readonly text: string },
) {
  const operation = `mutation Comment($input: CommentProposalInput!) { result: commentProposal(input: $input) {
    __typename ... on ProposalCommented { comment { id } } ... on ProposalRefused { reason message } } }`;
  const stored = z.object({
    __typename: z.literal('ProposalCommented'),
    comment: z.object({ id: z.string() }),
  });
  const shape = z.object({ result: z.discriminatedUnion('__typename', [stored, refused]) });
  return (await graph.send(operation, { input }, shape)).result;
}

export async function decide(
  graph: GraphClient,
  input: { readonly proposal: string; readonly verdict: string; readonly reason: string },
): Promise<ProposalResult> {
  const operation = `mutation Decide($input: DecideProposalInput!) { result: decideProposal(input: $input) {
    __typename ... on ProposalDecided { proposal { ${details} } } ... on ProposalRefused { reason message } } }`;
  const stored = z.object({ __typename: z.literal('ProposalDecided'), proposal: proposalShape });
  const shape = z.object({ result: z.discriminatedUnion('__typename', [stored, refused]) });
  const { result } = await graph.send(operation, { input }, shape);
  return result.__typename === 'ProposalRefused' ? result : { ...result, __typename: 'Stored' };
}

function found<Found>(proposal: Found | null, id: string): Found {
  if (proposal !== null) return proposal;
  throw new CommandError(
    `${id}: there is no such proposal among those you may read; see civic proposal list`,
  );
}
