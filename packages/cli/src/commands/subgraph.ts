import type { CommandContext, CommandResult } from '../command.ts';
import { command, group } from '../command.ts';
import { connection } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';
import type { PublishResult } from '../registry/operations.ts';

const folder = {
  type: 'string',
  default: '.',
  describe: 'Folder with schema.graphql and manifest.json',
} as const;

const init = command({
  usage: 'init <name>',
  summary: 'Create the folder of a new subgraph, with schema, manifest, server and test',
  example: 'subgraph init libraries --folder ../libraries --agency culture',
  exits: '0 created',
  options: (yargs) =>
    yargs
      .positional('name', { type: 'string', demandOption: true, describe: 'Name in the supergraph' })
      .option('folder', { type: 'string', describe: 'Folder to create; default is the name' })
      .option('agency', { type: 'string', describe: 'Id of the agency that owns it; default is the name' })
      .option('port', { type: 'number', default: 4010, describe: 'Port of the server' })
      .epilogue('Needs the packages to be built: npm run build.'),
  async run(options, { print }) {
    const { initSubgraph } = await import('../subgraph-init/init-subgraph.ts');
    const created = await initSubgraph(options);
    print(`${created.files.map((file) => `  ${file}`).join('\n')}\nCreated ${created.folder}\n`);
    print('Next: npm install && npm test there; README.md says how to publish.\n');
    return { exitCode: exitCode.done, json: created };
  },
});

const importDocument = command({
  usage: 'import <document>',
  summary: 'Create a subgraph that answers from a REST API, from its OpenAPI 3.0 or 3.1 document',
  example: 'subgraph import openapi.yaml --name libraries --folder ../libraries --agency culture',
  exits: '0 created',
  lists: ['public'],
  options: (yargs) =>
    yargs
      .positional('document', { type: 'string', demandOption: true, describe: 'File in YAML or JSON' })
      .option('name', { type: 'string', demandOption: true, describe: 'Name in the supergraph' })
      .option('folder', { type: 'string', describe: 'Folder to create; default is the name' })
      .option('agency', { type: 'string', describe: 'Id of the agency that owns it; default is the name' })
      .option('port', { type: 'number', default: 4010, describe: 'Port of the server' })
      .option('public', {
        type: 'string',
        array: true,
        default: [],
        describe: 'Beginning of paths that anybody may read, such as /branches; can be given again',
      })
      .option('citizen-parameter', {
        type: 'string',
        describe: 'Parameter that takes the internal key of the citizen: such calls become fields of Citizen',
      })
      .epilogue('What nothing says is public becomes personal. IMPORT-REVIEW.md lists every proposal.'),
  async run({ citizenParameter = null, public: publicPaths, ...options }, { print }) {
    const { importSubgraph } = await import('../subgraph-import/import-subgraph.ts');
    const {
      folder: created,
      files,
      proposal,
    } = await importSubgraph({ ...options, publicPaths, citizenParameter });
    const { types, operations, leftOut } = proposal;
    print(`${files.map((file) => `  ${file}`).join('\n')}\nCreated ${created}\n`);
    print(`${operations.length} operations, ${types.length} types; ${leftOut.length} parts are left out.\n`);
    print('Next: review IMPORT-REVIEW.md there, then npm install && npm test.\n');
    return {
      exitCode: exitCode.done,
      json: { folder: created, files, operations: operations.length, types: types.length, leftOut },
    };
  },
});

const check = command({
  usage: 'check [folder]',
  summary: 'Check what would be published, without publishing it',
  example: 'subgraph check subgraphs/transport --as operator-transport',
  exits: '0 it could be published; 1 it could not',
  options: (yargs) => connection(yargs.positional('folder', folder)),
  async run(options, { env, now, print, note }) {
    const { createGraphClient, untilChecked } = await import('../registry/graph-client.ts');
    const { readRelease } = await import('../registry/read-release.ts');
    const { checkData, checkOperation } = await import('../registry/operations.ts');
    const { describeCheck } = await import('../registry/describe-check.ts');
    const input = await readRelease(options.folder);
    const graph = await createGraphClient(options, { env, now });
    const checked = await untilChecked(
      async () => (await graph.send(checkOperation, { input }, checkData)).checkSubgraph,
      () => note('The check is running …'),
    );
    const { withReportUrl } = await import('../registry/report-url.ts');
    const result = withReportUrl(checked, graph.gateway);
    if (result.__typename === 'CheckRunning') throw new Error('a running check was returned');
    if (result.check !== null) print(describeCheck(result.check));
    if (result.__typename === 'PublishRefused') note(result.message);
    const isPassed = result.__typename === 'SubgraphChecked' && result.check.state !== 'FAILED';
    return { exitCode: isPassed ? exitCode.done : exitCode.negative, json: result };
  },
});

const dev = command({
  usage: 'dev [folder]',
  summary: 'Run a subgraph in the demo, and check and serve it again when it changes',
  example: 'subgraph dev ../libraries',
  exits: '0 ended with Ctrl-C; 1 the demo refuses, or has ended',
  options: (yargs) =>
    yargs
      .positional('folder', folder)
      .epilogue('Uses the demo that runs on DATA_DIR, or starts one. Approvals are for publish only.'),
  async run(options, context) {
    const { openDemo } = await import('../subgraph-dev/open-demo.ts');
    const { developSubgraph } = await import('../subgraph-dev/develop-subgraph.ts');
    const stop = context.stopSignal();
    const demo = await openDemo(context, stop);
    try {
      await developSubgraph({ ...demo, folder: options.folder, stop }, context);
    } finally {
      await demo.close();
    }
    return { exitCode: exitCode.done, json: { folder: options.folder } };
  },
});

const publish = command({
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
  async run(options, { env, now, print, note }) {
    const { createGraphClient, untilChecked } = await import('../registry/graph-client.ts');
    const { readRelease } = await import('../registry/read-release.ts');
    const { publishData, publishOperation } = await import('../registry/operations.ts');
    const input = {
      ...(await readRelease(options.folder)),
      canaryPercent: options.canary,
      reason: options.reason ?? null,
    };
    const graph = await createGraphClient(options, { env, now });
    const result = await untilChecked(
      async () => (await graph.send(publishOperation, { input }, publishData)).publishSubgraph,
      () => note('The check is running …'),
    );
    const { withReportUrl } = await import('../registry/report-url.ts');
    return publishedResult(withReportUrl(result, graph.gateway), { print, note });
  },
});

const approve = command({
  usage: 'approve <check>',
  summary: 'Approve a publish that waits for a second official, and roll it out',
  example: 'subgraph approve 5 --as admin --reason "Agreed with the data protection officer"',
  exits: '0 rolled out; 1 refused; 3 it waits for a further official',
  options: (yargs) =>
    connection(
      yargs.positional('check', { type: 'string', demandOption: true, describe: 'Id of the check' }),
    ).option('reason', { type: 'string', demandOption: true, describe: 'Why; stored with the approval' }),
  async run(options, { env, now, print, note }) {
    const { createGraphClient, untilChecked } = await import('../registry/graph-client.ts');
    const { approveData, approveOperation } = await import('../registry/operations.ts');
    const input = { check: options.check, reason: options.reason };
    const graph = await createGraphClient(options, { env, now });
    const result = await untilChecked(
      async () => (await graph.send(approveOperation, { input }, approveData)).approvePublish,
      () => note('The check is running …'),
    );
    const { withReportUrl } = await import('../registry/report-url.ts');
    return publishedResult(withReportUrl(result, graph.gateway), { print, note });
  },
});

const rollback = command({
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
  async run({ name, to, reason, ...options }, { env, now, print, note }) {
    const { createGraphClient, untilChecked } = await import('../registry/graph-client.ts');
    const { findRelease } = await import('../registry/roll-back-subgraph.ts');
    const { rollbackSubgraphData, rollbackSubgraphOperation } = await import('../registry/operations.ts');
    const subgraph = name ?? (await nameInManifest());
    const graph = await createGraphClient(options, { env, now });
    const version = to === undefined ? null : await findRelease(graph, subgraph, to);
    const input = { subgraph, version, reason };
    const result = await untilChecked(
      async () =>
        (await graph.send(rollbackSubgraphOperation, { input }, rollbackSubgraphData)).rollbackSubgraph,
      () => note('The check is running …'),
    );
    const { withReportUrl } = await import('../registry/report-url.ts');
    return publishedResult(withReportUrl(result, graph.gateway), { print, note });
  },
});

async function nameInManifest(): Promise<string> {
  const { parseManifest } = await import('@civic-graph/agencies');
  const { readNamedText } = await import('../read-file.ts');
  return parseManifest(await readNamedText('manifest.json'), 'manifest.json').subgraph;
}

async function publishedResult(
  result: PublishResult,
  { print, note }: Pick<CommandContext, 'print' | 'note'>,
): Promise<CommandResult> {
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

const verify = command({
  usage: 'verify <url>',
  summary: 'Try whether a server keeps the subgraph protocol, in whatever language it is written',
  example: 'subgraph verify http://127.0.0.1:4010/graphql --schema libraries/schema.graphql',
  exits: '0 no check failed; 1 some failed',
  options: (yargs) =>
    yargs
      .positional('url', { type: 'string', demandOption: true, describe: 'URL of its GraphQL endpoint' })
      .option('schema', { type: 'string', demandOption: true, describe: 'Its schema.graphql' })
      .option('name', {
        type: 'string',
        describe: 'Its name in the supergraph; default is that of the manifest.json beside the schema',
      })
      .option('secret-env', {
        type: 'string',
        describe: 'Variable with the secret that it shares with the gateway',
        defaultDescription: 'SUBGRAPH_SECRET',
      })
      .option('gateway-key', {
        type: 'string',
        conflicts: 'secret-env',
        describe: 'PEM file with the private Ed25519 key whose public key it verifies with',
      })
      .option('sample', {
        type: 'string',
        describe: 'JSON file with keys, arguments and callers for checks that need data of the server',
      })
      .option('timeout', { type: 'number', default: 10, describe: 'Seconds to wait for an answer' })
      .option('idle', {
        type: 'number',
        default: 60,
        describe: 'Maximum idle time of a connection in seconds, if the server announces more',
      })
      .epilogue(
        'For a server with test data: one that does not refuse what it should runs mutations.\n' +
          'docs/reference/subgraph-protocol.md describes the sample file.',
      ),
  async run(options, { env, print }) {
    const { verifyServer } = await import('../subgraph/verify-server.ts');
    const { report, text } = await verifyServer(options, env);
    print(text);
    return { exitCode: report.failed === 0 ? exitCode.done : exitCode.negative, json: report };
  },
});

export const subgraph = group('subgraph', 'Create, check and publish the subgraph of an agency', [
  init,
  importDocument,
  dev,
  check,
  publish,
  approve,
  rollback,
  verify,
]);
