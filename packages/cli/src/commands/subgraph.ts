import { command, group } from '../command.ts';
import { exitCode } from '../exit-codes.ts';
import { approve, check, folder, publish, rollback } from './subgraph-release.ts';

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
