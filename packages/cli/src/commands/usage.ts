import { command } from '../command.ts';
import { connection } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';

export const usage = command({
  usage: 'usage <field>',
  summary: 'Print which app uses a field, by which operation',
  example: 'usage Station.departures --as operator-transport',
  exits: '0 somebody uses it; 1 nobody does',
  options: (yargs) =>
    connection(
      yargs.positional('field', {
        type: 'string',
        demandOption: true,
        describe: "Field, or argument as in 'Station.departures(first:)'",
      }),
    )
      .option('days', { type: 'number', default: 30, describe: 'Days to look back, 1 to 90' })
      .epilogue(
        'For officials of the only agency that resolves the field, and for the admin. Gateways report once a minute;\n' +
          'calls are rounded to fives, and rarely called operations are counted together.',
      ),
  async run({ field, days, ...options }, { env, now, print, note }) {
    const { createGraphClient } = await import('../registry/graph-client.ts');
    const { describeUsage, fieldUsageData, fieldUsageOperation } = await import('../registry/field-usage.ts');
    const graph = await createGraphClient(options, { env, now });
    const variables = { coordinate: field, days };
    const { fieldUsage } = await graph.send(fieldUsageOperation, variables, fieldUsageData);
    const { nodes, countedSince, pageInfo } = fieldUsage;
    const isUsed = nodes.length > 0;
    if (isUsed) print(describeUsage(nodes));
    else print(`No app has used ${field} in ${days} days\n`);
    if (countedSince === null) note('No gateway has reported usage yet.');
    else note(`Counted since ${countedSince}`);
    if (pageInfo.hasNextPage) note(`The ${nodes.length} that call most; there are more.`);
    return { exitCode: isUsed ? exitCode.done : exitCode.negative, json: { field, days, ...fieldUsage } };
  },
});
