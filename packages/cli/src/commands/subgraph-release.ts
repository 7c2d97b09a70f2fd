import type { CommandContext, CommandResult } from '../command.ts';
import { command } from '../command.ts';
import { connection } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';
import type { PublishResult } from '../registry/operations.ts';
import type { CheckAnswer } from '../registry/report-url.ts';

/* Commands that check a release of a subgraph at the registry, and put one in force. */

export const folder = {
  type: 'string',
  default: '.',
  describe: 'Folder with schema.graphql and manifest.json',
} as const;

export const check = command({
  usage: 'check [folder]',
  summary: 'Check what would be published, without publishing it',
  example: 'subgraph check subgraphs/transport --as operator-transport',
  exits: '0 it could be published; 1 it could not',
  options: (yargs) => connection(yargs.positional('folder', folder)),
  async run(options, context) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { readRelease } = await import('../registry/read-release.ts');
    const { checkData, checkOperation } = await import('../registry/operations.ts');
    const { describeCheck } = await import('../registry/describe-check.ts');
    const input = await readRelease(options.folder);
    const graph = await createGraphClient(options, context);
    const send = async () => (await graph.send(checkOperation, { input }, checkData)).checkSubgraph;
    const result = await settled(send, graph.gateway, context);
    const { print, note } = context;
    if (result.__typename === 'CheckRunning') throw new Error('a running check was returned');
    if (result.check !== null) print(describeCheck(result.check));
    if (result.__typename === 'PublishRefused') note(result.message);
    const isPassed = result.__typename === 'SubgraphChecked' && result.check.state !== 'FAILED';
    return { exitCode: isPassed ? exitCode.done : exitCode.negative, json: result };
  },
});

export const publish = command({
  usage: 'publish [folder]',
  summary: 'Check a release of a subgraph, and roll it out',
  example: 'subgraph publish subgraphs/transport --as operator-transport --reason "Adds alerts"',
  exits: '0 rolled out, or in force already; 1 refused; 3 it waits for another official',
  options: (yargs) =>
    connection(yargs.positional('folder', folder))
      .option('canary', {
        type: 'number',
        default: 100,
        describe: 'Percent of the gateways that get it first; publish again with 100 for the others',
      })
      .option('reason', { type: 'string', describe: 'Why, for the official who has to approve it' }),
  async run(options, context) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { readRelease } = await import('../registry/read-release.ts');
    const { publishData, publishOperation } = await import('../registry/operations.ts');
    const input = {
      ...(await readRelease(options.folder)),
      canaryPercent: options.canary,
      reason: options.reason ?? null,
    };
    const graph = await createGraphClient(options, context);
    const send = async () => (await graph.send(publishOperation, { input }, publishData)).publishSubgraph;
    return published(send, graph.gateway, context);
  },
});

export const approve = command({
  usage: 'approve <check>',
  summary: 'Approve a publish that waits for a second official, and roll it out',
  example: 'subgraph approve 5 --as admin --reason "Agreed with the data protection officer"',
  exits: '0 rolled out; 1 refused; 3 it waits for a further official',
  options: (yargs) =>
    connection(
      yargs.positional('check', { type: 'string', demandOption: true, describe: 'Id of the check' }),
    ).option('reason', { type: 'string', demandOption: true, describe: 'Why; stored with the approval' }),
  async run(options, context) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { approveData, approveOperation } = await import('../registry/operations.ts');
    const input = { check: options.check, reason: options.reason };
    const graph = await createGraphClient(options, context);
    const send = async () => (await graph.send(approveOperation, { input }, approveData)).approvePublish;
    return published(send, graph.gateway, context);
  },
});

export const rollback = command({
  usage: 'rollback [name]',
  summary: 'Put the release before the current one of a subgraph in force again',
  example: 'subgraph rollback transport --as operator-transport --reason "Departures fail"',
  exits: '0 in force; 1 refused; 3 it waits for another official',
  options: (yargs) =>
    connection(
      yargs.positional('name', {
        type: 'string',
        describe: 'Name of the subgraph; default is that of ./manifest.json',
      }),
    )
      .option('to', { type: 'string', describe: 'Version of the release, or the start of it' })
      .option('reason', { type: 'string', demandOption: true, describe: 'Why; stored with the rollout' })
      .epilogue('It is checked like a publish, with the other subgraphs as they are.'),
  async run({ name, to, reason, ...options }, context) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { findRelease } = await import('../registry/roll-back-subgraph.ts');
    const { rollbackSubgraphData, rollbackSubgraphOperation } = await import('../registry/operations.ts');
    const subgraph = name ?? (await nameInManifest());
    const graph = await createGraphClient(options, context);
    const version = to === undefined ? null : await findRelease(graph, subgraph, to);
    const input = { subgraph, version, reason };
    const send = async () =>
      (await graph.send(rollbackSubgraphOperation, { input }, rollbackSubgraphData)).rollbackSubgraph;
    return published(send, graph.gateway, context);
  },
});

async function nameInManifest(): Promise<string> {
  const { parseManifest } = await import('@civic-graph/agencies');
  const { readNamedText } = await import('../read-file.ts');
  return parseManifest(await readNamedText('manifest.json'), 'manifest.json').subgraph;
}

/** Waits while the check runs, and completes the address of its report. */
async function settled<Result extends CheckAnswer>(
  send: () => Promise<Result>,
  gateway: string,
  { note }: CommandContext,
): Promise<Result> {
  const { untilChecked } = await import('../registry/graph-client.ts');
  const { withReportUrl } = await import('../registry/report-url.ts');
  return withReportUrl(await untilChecked(send, () => note('The check is running …')), gateway);
}

async function published(
  send: () => Promise<PublishResult>,
  gateway: string,
  context: CommandContext,
): Promise<CommandResult> {
  const { print, note } = context;
  const result = await settled(send, gateway, context);
  const { describeCheck } = await import('../registry/describe-check.ts');
  switch (result.__typename) {
    case 'SubgraphPublished': {
      const { version, rollout, changed } = result;
      const share =
        rollout.canaryPercent === 100 ? 'all gateways' : `${rollout.canaryPercent} % of the gateways`;
      const done = changed ? `rolled out to ${share}` : 'in force already';
      print(`${version.subgraph.name} ${version.version}: ${done}\n`);
      print(`Supergraph ${rollout.supergraph.version}, rollout ${rollout.sequence}\n`);
      return { exitCode: exitCode.done, json: result };
    }
    case 'PublishAwaitsApproval':
      print(describeCheck(result.check));
      note(`${result.message} Then: npx civic subgraph approve ${result.check.id} --reason …`);
      return { exitCode: exitCode.undecided, json: result };
    case 'PublishRefused':
      if (result.check !== null) print(describeCheck(result.check));
      note(result.message);
      return { exitCode: exitCode.negative, json: result };
    case 'CheckRunning':
      throw new Error('a running check was returned');
  }
}
