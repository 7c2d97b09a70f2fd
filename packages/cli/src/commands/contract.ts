import type { Argv } from 'yargs';
import type { CommandContext, CommandResult } from '../command.ts';
import { command, group } from '../command.ts';
import { connection, gatewayOption } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';
import type { ContractResult } from '../registry/contracts.ts';

const contractName = { type: 'string', demandOption: true, describe: 'Name of the contract' } as const;
const reason = { type: 'string', describe: 'Why; stored with the change' } as const;

const list = command({
  usage: 'list',
  summary: 'List the contracts with their tags and paths',
  example: 'contract list',
  exits: '0 listed',
  options: (yargs) => gatewayOption(yargs),
  async run({ gateway }, { env, print, note }) {
    const { createPublicClient } = await import('../registry/graph-client.ts');
    const { describeContract, listContracts } = await import('../registry/contracts.ts');
    const contracts = await listContracts(await createPublicClient(gateway, env));
    if (contracts.length === 0) note('There are no contracts.');
    print(contracts.map(describeContract).join(''));
    return { exitCode: exitCode.done, json: { contracts } };
  },
});

const show = command({
  usage: 'show <name>',
  summary: 'Print a contract, or the schema that its clients see',
  example: 'contract show open-data --schema > open-data.graphql',
  exits: '0 printed; 1 gateways cannot serve it now',
  options: (yargs) =>
    gatewayOption(yargs)
      .positional('name', contractName)
      .option('schema', { type: 'boolean', default: false, describe: 'Print its schema alone' }),
  async run({ name, schema: isSchema, gateway }, { env, print, note }) {
    const { createPublicClient } = await import('../registry/graph-client.ts');
    const { describeContract, showContract } = await import('../registry/contracts.ts');
    const contract = await showContract(await createPublicClient(gateway, env), name);
    const { schema, problem, ...rest } = contract;
    print(isSchema ? `${schema ?? ''}\n` : describeContract(contract));
    if (problem !== null) note(`It cannot be served: ${problem}`);
    else if (isSchema && schema === null) note('Its schema is being computed; repeat the command.');
    const isThere = problem === null && !(isSchema && schema === null);
    const json = isSchema ? { schema, problem } : { contract: { ...rest, problem } };
    return { exitCode: isThere ? exitCode.done : exitCode.negative, json };
  },
});

function definition<Options>(yargs: Argv<Options>) {
  return connection(yargs)
    .positional('name', contractName)
    .option('include', {
      type: 'string',
      array: true,
      default: [] as string[],
      describe: 'Show only fields and unions with this tag; may be repeated',
    })
    .option('exclude', {
      type: 'string',
      array: true,
      default: [] as string[],
      describe: 'Show nothing with this tag; may be repeated',
    })
    .option('keep-unreachable', {
      type: 'boolean',
      default: false,
      describe: 'Also show types that no shown field leads to',
    })
    .option('reason', reason);
}

const saving = (kind: 'create' | 'update', summary: string, tags: string) =>
  command({
    usage: `${kind} <name>`,
    summary,
    example: `contract ${kind} branches ${tags} --as admin`,
    exits: '0 rolled out; 1 refused',
    lists: ['include', 'exclude'],
    options: (yargs) => definition(yargs),
    async run(options, context) {
      const { name, include, exclude, 'keep-unreachable': keepsUnreachable } = options;
      const { createGraphClient, untilChecked } = await import('../registry/graph-client.ts');
      const { saveContract } = await import('../registry/contracts.ts');
      const input = {
        ...{ name, includeTags: include, excludeTags: exclude },
        reason: options.reason ?? null,
        hidesUnreachableTypes: !keepsUnreachable,
      };
      const graph = await createGraphClient(options, context);
      const result = await saveContract(graph, kind, input, (call) =>
        untilChecked(call, () => context.note('The schema is being computed …')),
      );
      return report(result, context);
    },
  });

const remove = command({
  usage: 'delete <name>',
  summary: 'Delete a contract; its path answers 404 within seconds',
  example: 'contract delete open-data --as admin',
  exits: '0 rolled out; 1 refused',
  options: (yargs) => connection(yargs).positional('name', contractName).option('reason', reason),
  async run(options, context) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { deleteContract } = await import('../registry/contracts.ts');
    const graph = await createGraphClient(options, context);
    const { name, reason = null } = options;
    return report(await deleteContract(graph, { name, reason }), context);
  },
});

function report(result: ContractResult, { print, note }: CommandContext): CommandResult {
  if (result.__typename === 'ContractRefused') {
    note(result.message);
    return { exitCode: exitCode.negative, json: result };
  }
  const { rollout } = result;
  if (result.__typename === 'ContractDeleted') print(`Deleted, rollout ${rollout.sequence}\n`);
  else if (result.changed) print(`${result.contract.path} is in force, rollout ${rollout.sequence}\n`);
  else print(`${result.contract.path} is unchanged\n`);
  return { exitCode: exitCode.done, json: result };
}

export const contract = group('contract', 'Define parts of the schema that have a path of their own', [
  list,
  show,
  saving('create', 'Define a contract by the tags that it shows', '--include open-data --exclude internal'),
  saving(
    'update',
    'Replace the whole definition of a contract: repeat every option that stays',
    '--include open-data --exclude internal --exclude draft',
  ),
  remove,
]);
