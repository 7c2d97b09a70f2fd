import type { CommandContext, CommandResult } from '../command.ts';
import { command, group } from '../command.ts';
import { connection } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';
import type { ProposalResult } from '../registry/proposals.ts';

const proposalId = { type: 'string', demandOption: true, describe: 'Identifier of the proposal' } as const;

const create = command({
  usage: 'create <subgraph> <schema>',
  summary: 'Propose a schema to the agency that owns a subgraph',
  example:
    'proposal create transport transport.graphql --title "Lifts" --description "Our riders need them" --as developer',
  exits: '0 stored, and its check has passed; 1 refused, or the check has failed',
  options: (yargs) =>
    connection(yargs)
      .positional('subgraph', {
        type: 'string',
        demandOption: true,
        describe: 'Name of a subgraph in force',
      })
      .positional('schema', { type: 'string', demandOption: true, describe: 'File with its new schema' })
      .option('policy-cases', { type: 'string', describe: 'File with new cases; default is those in force' })
      .option('title', { type: 'string', demandOption: true, describe: 'What it is about, in one line' })
      .option('description', { type: 'string', demandOption: true, describe: 'Why the change is needed' }),
  async run(options, context) {
    const { subgraph, schema, title, description } = options;
    const { untilChecked, createGraphClient } = await import('../registry/graph-client.ts');
    const { propose } = await import('../registry/proposals.ts');
    const graph = await createGraphClient(options, context);
    const result = await propose(
      graph,
      { subgraph, schema, policyCases: options['policy-cases'], title, description },
      (call) => untilChecked(call, () => context.note('The check is running …')),
    );
    const outcome = await report(result, context);
    const isPassed = result.__typename === 'Stored' && result.proposal.check.passed;
    return { ...outcome, exitCode: isPassed ? exitCode.done : exitCode.negative };
  },
});

const list = command({
  usage: 'list [subgraph]',
  summary: 'List the proposals that you may read, the latest first',
  example: 'proposal list transport --state open --as operator-transport',
  exits: '0 listed',
  options: (yargs) =>
    connection(yargs)
      .positional('subgraph', { type: 'string', describe: 'Only those to this subgraph; default is all' })
      .option('state', {
        choices: ['open', 'accepted', 'declined', 'withdrawn'] as const,
        describe: 'Only those in this state',
      })
      .option('first', { type: 'number', default: 20, describe: 'How many, 1 to 100' }),
  async run(options, { env, now, print, note }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { listProposals } = await import('../registry/proposals.ts');
    const { describeSummary } = await import('../registry/describe-proposal.ts');
    const { subgraph, state, first } = options;
    const proposals = await listProposals(await createGraphClient(options, { env, now }), {
      subgraph,
      state,
      first,
    });
    if (proposals.length === 0) note('There are no such proposals.');
    print(proposals.map(describeSummary).join(''));
    return { exitCode: exitCode.done, json: { proposals } };
  },
});

const show = command({
  usage: 'show <proposal>',
  summary: 'Print a proposal with its check and comments, or its schema alone',
  example: 'proposal show 6f1c… --schema --as operator-transport > subgraphs/transport/schema.graphql',
  exits: '0 printed',
  options: (yargs) =>
    connection(yargs)
      .positional('proposal', proposalId)
      .option('schema', { type: 'boolean', default: false, describe: 'Print the proposed schema alone' }),
  async run(options, { env, now, print }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { proposedSchema, showProposal } = await import('../registry/proposals.ts');
    const { describeProposal } = await import('../registry/describe-proposal.ts');
    const graph = await createGraphClient(options, { env, now });
    if (options.schema) {
      const schema = await proposedSchema(graph, options.proposal);
      print(schema);
      return { exitCode: exitCode.done, json: { schema } };
    }
    const proposal = await showProposal(graph, options.proposal);
    print(describeProposal(proposal));
    return { exitCode: exitCode.done, json: { proposal } };
  },
});

const commentOn = command({
  usage: 'comment <proposal> <text>',
  summary: 'Comment on a proposal',
  example: 'proposal comment 6f1c… "Which stations?" --as operator-transport',
  exits: '0 stored; 1 refused',
  options: (yargs) =>
    connection(yargs)
      .positional('proposal', proposalId)
      .positional('text', { type: 'string', demandOption: true, describe: 'Plain text' }),
  async run(options, { env, now, note, print }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { comment } = await import('../registry/proposals.ts');
    const { proposal, text } = options;
    const result = await comment(await createGraphClient(options, { env, now }), { proposal, text });
    if (result.__typename === 'ProposalRefused') note(result.message);
    else print(`Comment ${result.comment.id} is stored\n`);
    const isStored = result.__typename === 'ProposalCommented';
    return { exitCode: isStored ? exitCode.done : exitCode.negative, json: result };
  },
});

const decision = (name: 'accept' | 'decline' | 'withdraw', summary: string, as: string) =>
  command({
    usage: `${name} <proposal>`,
    summary,
    example: `proposal ${name} 6f1c… --reason "As agreed" --as ${as}`,
    exits: '0 stored; 1 refused',
    options: (yargs) =>
      connection(yargs)
        .positional('proposal', proposalId)
        .option('reason', { type: 'string', demandOption: true, describe: 'Why, in one line' }),
    async run(options, context) {
      const { createGraphClient } = await import('../registry/graph-client.ts');
      const { decide } = await import('../registry/proposals.ts');
      const { proposal, reason } = options;
      const graph = await createGraphClient(options, context);
      return report(await decide(graph, { proposal, verdict: name.toUpperCase(), reason }), context);
    },
  });

async function report(result: ProposalResult, { print, note }: CommandContext): Promise<CommandResult> {
  if (result.__typename === 'ProposalRefused') {
    note(result.message);
    return { exitCode: exitCode.negative, json: result };
  }
  const { describeProposal } = await import('../registry/describe-proposal.ts');
  print(describeProposal(result.proposal));
  return { exitCode: exitCode.done, json: { proposal: result.proposal } };
}

export const proposal = group('proposal', 'Propose a schema to an agency, and decide on proposals', [
  create,
  list,
  show,
  commentOn,
  decision('accept', 'Accept a proposal: your agency may publish it', 'operator-transport'),
  decision('decline', 'Decline a proposal', 'operator-transport'),
  decision('withdraw', 'Take back your own proposal', 'developer'),
]);
