import { z } from 'zod';
import { CommandError } from '../command-error.ts';
import type { GraphClient } from './graph-client.ts';

const summary =
  'name path current { number includeTags excludeTags hidesUnreachableTypes changedAt } problem';

const contractShape = z.object({
  name: z.string(),
  path: z.string(),
  current: z.object({
    number: z.string(),
    includeTags: z.array(z.string()),
    excludeTags: z.array(z.string()),
    hidesUnreachableTypes: z.boolean(),
    changedAt: z.string(),
  }),
  problem: z.string().nullable(),
});
export type Contract = z.infer<typeof contractShape>;

const refused = z.object({
  __typename: z.literal('ContractRefused'),
  reason: z.string(),
  message: z.string(),
});
const running = z.object({ __typename: z.literal('CheckRunning'), retryAfterSeconds: z.number() });
const rollout = z.object({ sequence: z.string() });
const saved = z.object({
  __typename: z.literal('ContractSaved'),
  changed: z.boolean(),
  contract: z.object({ name: z.string(), path: z.string() }),
  rollout,
});
const deleted = z.object({ __typename: z.literal('ContractDeleted'), rollout });

/** Result of a call that changes a contract. */
export type ContractResult = z.infer<typeof refused | typeof saved | typeof deleted>;

export interface ContractInput {
  readonly name: string;
  readonly includeTags: readonly string[];
  readonly excludeTags: readonly string[];
  readonly hidesUnreachableTypes: boolean;
  readonly reason: string | null;
}

export async function listContracts(graph: GraphClient): Promise<readonly Contract[]> {
  const shape = z.object({ contracts: z.array(contractShape) });
  return (await graph.send(`query Contracts { contracts { ${summary} } }`, {}, shape)).contracts;
}

/** @throws CommandError where there is no such contract */
export async function showContract(graph: GraphClient, name: string) {
  const operation = `query Contract($name: ID!) { contract(name: $name) { ${summary} schema } }`;
  const shape = z.object({ contract: contractShape.extend({ schema: z.string().nullable() }).nullable() });
  const { contract } = await graph.send(operation, { name }, shape);
  if (contract !== null) return contract;
  throw new CommandError(`${name}: there is no such contract; see civic contract list`);
}

/** Creates or changes a contract; waits while its schema is computed. */
export async function saveContract(
  graph: GraphClient,
  kind: 'create' | 'update',
  input: ContractInput,
  untilChecked: <Result extends { readonly __typename: string }>(
    call: () => Promise<Result>,
  ) => Promise<Result>,
): Promise<ContractResult> {
  const name = kind === 'create' ? 'Create' : 'Update';
  const operation = `mutation ${name}($input: ${name}ContractInput!) { result: ${kind}Contract(input: $input) {
    __typename ... on ContractSaved { changed contract { name path } rollout { sequence } }
    ... on CheckRunning { retryAfterSeconds } ... on ContractRefused { reason message } } }`;
  const shape = z.object({ result: z.discriminatedUnion('__typename', [saved, running, refused]) });
  const result = await untilChecked(async () => (await graph.send(operation, { input }, shape)).result);
  if (result.__typename === 'CheckRunning') throw new Error('a running check was returned');
  return result;
}

export async function deleteContract(
  graph: GraphClient,
  input: Pick<ContractInput, 'name' | 'reason'>,
): Promise<ContractResult> {
  const operation = `mutation Delete($input: DeleteContractInput!) { result: deleteContract(input: $input) {
    __typename ... on ContractDeleted { rollout { sequence } } ... on ContractRefused { reason message } } }`;
  const shape = z.object({ result: z.discriminatedUnion('__typename', [deleted, refused]) });
  return (await graph.send(operation, { input }, shape)).result;
}

/** One line. */
export function describeContract({ name, path, current, problem }: Contract): string {
  const { includeTags, excludeTags, hidesUnreachableTypes } = current;
  const parts = [
    ...(includeTags.length > 0 ? [`with ${includeTags.join(', ')}`] : []),
    ...(excludeTags.length > 0 ? [`without ${excludeTags.join(', ')}`] : []),
    ...(hidesUnreachableTypes ? [] : ['unreachable types kept']),
    ...(problem === null ? [] : ['cannot be served']),
  ];
  return `${name}  ${path}  ${parts.join('; ')}\n`;
}
