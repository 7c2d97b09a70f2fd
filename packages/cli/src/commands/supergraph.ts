import { command, group } from '../command.ts';
import { connection, gatewayOption } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';

const compose = command({
  usage: 'compose [file]',
  summary: "Compose the agencies' schemas and the gateway's own fields into a supergraph",
  example: 'supergraph compose supergraph.graphql',
  exits: '0 written; 1 the schemas do not compose, or an agency is missing',
  options: (yargs) =>
    yargs
      .positional('file', { type: 'string', describe: 'Where to write; default is standard output' })
      .epilogue(
        'Reads <agency>/schema.graphql in SUBGRAPH_SCHEMAS (default: subgraphs/), and fails if SUBGRAPHS_FILE\n' +
          'lists an agency without a schema there. Set SUPERGRAPH_FILE of the gateway to the file.',
      ),
  async run({ file }, { env, print, note }) {
    const { composeAgencies, writeSupergraph } = await import('../supergraph/compose-file.ts');
    const composed = await composeAgencies(env);
    if ('problems' in composed) {
      for (const problem of composed.problems) note(problem);
      return { exitCode: exitCode.negative, json: composed };
    }
    const { sdl, agencies } = composed;
    if (file === undefined) print(sdl);
    else {
      await writeSupergraph(file, sdl);
      note(`Written: ${file} (${agencies.join(', ')})`);
    }
    return { exitCode: exitCode.done, json: { agencies, ...(file === undefined ? { sdl } : { file }) } };
  },
});

const diff = command({
  usage: 'diff <old> <new> [apps]',
  summary: 'Print who gains or loses which field between two supergraphs',
  example: 'supergraph diff old.graphql new.graphql',
  exits: '0 no change; 1 changes',
  options: (yargs) =>
    yargs
      .positional('old', { type: 'string', demandOption: true, describe: 'Supergraph SDL file' })
      .positional('new', { type: 'string', demandOption: true, describe: 'Supergraph SDL file' })
      .positional('apps', {
        type: 'string',
        describe: 'JSON file {"client id": ["scope", …]}; default is the apps of the demo',
      }),
  async run({ old, new: next, apps }, { print }) {
    const { accessChanges } = await import('../supergraph/access-changes.ts');
    const changes = await accessChanges(old, next, apps);
    for (const { change, coordinate, caller } of changes) print(`${change}  ${coordinate}  ${caller}\n`);
    return { exitCode: changes.length === 0 ? exitCode.done : exitCode.negative, json: { changes } };
  },
});

const rollback = command({
  usage: 'rollback [version]',
  summary: 'Put an earlier supergraph in force again on all gateways',
  example: 'supergraph rollback --as admin --reason "Departures fail"',
  exits: '0 in force; 1 refused',
  options: (yargs) =>
    connection(
      yargs.positional('version', {
        type: 'string',
        describe: 'Version, or the start of it; default is the one before the version in force',
      }),
    ).option('reason', { type: 'string', demandOption: true, describe: 'Why; stored with the rollout' }),
  async run({ version, reason, ...options }, { env, now, print, note }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { rollBack } = await import('../registry/roll-back.ts');
    const result = await rollBack(await createGraphClient(options, { env, now }), { version, reason });
    if (result.__typename === 'RollbackRefused') {
      note(result.message);
      return { exitCode: exitCode.negative, json: result };
    }
    const { rollout } = result;
    print(`Supergraph ${rollout.supergraph.version} is in force, rollout ${rollout.sequence}\n`);
    return { exitCode: exitCode.done, json: result };
  },
});

const changelog = command({
  usage: 'changelog [subgraph]',
  summary: 'Print what the last rollouts have changed in schema and access',
  example: 'supergraph changelog transport --first 50',
  exits: '0 printed',
  options: (yargs) =>
    gatewayOption(
      yargs
        .positional('subgraph', { type: 'string', describe: 'Only changes of this subgraph; default is all' })
        .option('first', { type: 'number', default: 20, describe: 'How many changes, 1 to 100' }),
    ),
  async run({ subgraph, first, gateway }, { env, print, note }) {
    const { createPublicClient } = await import('../registry/graph-client.ts');
    const { describeChanges, readChangelog } = await import('../registry/changelog.ts');
    const graph = await createPublicClient(gateway, env);
    const changes = await readChangelog(graph, { subgraph, first });
    if (changes.length === 0) note('No rollout has changed anything yet.');
    print(describeChanges(changes));
    return { exitCode: exitCode.done, json: { changes } };
  },
});

export const supergraph = group(
  'supergraph',
  'Compose, compare and roll back supergraphs, and list changes',
  [compose, diff, changelog, rollback],
);
