import { resolve } from 'node:path';
import { command, group } from '../command.ts';
import { CommandError } from '../command-error.ts';
import { connection } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';

const register = command({
  usage: 'register <subgraph>',
  summary: 'Let a program, such as your CI, check and publish one subgraph of your agency',
  example: 'machine register transport --key ci-key.pem --as operator-transport',
  exits: '0 registered',
  options: (yargs) =>
    connection(
      yargs.positional('subgraph', { type: 'string', demandOption: true, describe: 'Name of the subgraph' }),
    )
      .option('key', {
        type: 'string',
        demandOption: true,
        describe: 'File of its private key, PEM or JWK; made where there is none',
      })
      .epilogue('Only the public part is sent. The program approves nothing and reads no personal data.'),
  async run({ subgraph, key, ...options }, { env, now, print }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const machines = await import('../registry/machine-clients.ts');
    const client = await machines.register(await createGraphClient(options, { env, now }), subgraph, key);
    print(`CIVIC_CLIENT_ID=${client.id}\nCIVIC_CLIENT_KEY_FILE=${resolve(key)}\n`);
    return { exitCode: exitCode.done, json: client };
  },
});

const list = command({
  usage: 'list',
  summary: 'List the programs of your agency, including removed ones',
  example: 'machine list --as operator-transport',
  exits: '0 listed',
  options: (yargs) =>
    connection(yargs).option('agency', {
      type: 'string',
      describe: 'Id of the agency, for the admin; default is your own',
    }),
  async run({ agency: named, ...options }, { env, now, print, note }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { describeToken } = await import('../sign-in/describe-token.ts');
    const machines = await import('../registry/machine-clients.ts');
    const graph = await createGraphClient(options, { env, now });
    const agency = named ?? describeToken(graph.token).agency;
    if (agency === null) throw new CommandError('you have no agency; name one with --agency');
    const clients = await machines.list(graph, agency);
    if (clients.length === 0) note(`The agency ${agency} has no programs.`);
    for (const { id, subgraph, keyThumbprint, registeredAt, removedAt } of clients) {
      const state = removedAt === null ? `since ${registeredAt}` : `removed ${removedAt}`;
      print(`${id}  ${subgraph}  ${keyThumbprint}  ${state}\n`);
    }
    return { exitCode: exitCode.done, json: { clients } };
  },
});

const remove = command({
  usage: 'remove <id>',
  summary: 'Remove a program: it gets no more tokens, and gateways refuse those that it has',
  example: 'machine remove ci-transport-0f3a2c91d4be --as operator-transport',
  exits: '0 removed',
  options: (yargs) =>
    connection(yargs.positional('id', { type: 'string', demandOption: true, describe: 'Its client id' })),
  async run({ id, ...options }, { env, now, print }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const machines = await import('../registry/machine-clients.ts');
    const client = await machines.remove(await createGraphClient(options, { env, now }), id);
    print(`Removed ${client.id}\n`);
    return { exitCode: exitCode.done, json: client };
  },
});

export const machine = group('machine', 'Programs that publish a subgraph of your agency', [
  register,
  list,
  remove,
]);
