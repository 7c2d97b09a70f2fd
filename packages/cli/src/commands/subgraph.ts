import { command, group } from '../command.ts';
import { exitCode } from '../exit-codes.ts';

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
        describe: 'Most seconds to leave a connection idle, where the server announces more',
      })
      .epilogue(
        'For a server with test data: one that does not refuse what it should runs mutations.\n' +
          'docs/reference/subgraph-protocol.md says what the sample file holds.',
      ),
  async run(options, { env, print }) {
    const { verifyServer } = await import('../subgraph/verify-server.ts');
    const { report, text } = await verifyServer(options, env);
    print(text);
    return { exitCode: report.failed === 0 ? exitCode.done : exitCode.negative, json: report };
  },
});

export const subgraph = group('subgraph', 'Check subgraphs', [verify]);
