import { command, group } from '../command.ts';
import { exitCode } from '../exit-codes.ts';
import { explainConnection } from '../explain-connection.ts';
import { requiredVariable } from '../required-variable.ts';

const variable = 'DATABASE_URL_PAYMENTS';

const verify = command({
  usage: 'verify',
  summary: `Add up the ledger of ${variable} from its entries, and compare everything derived from it`,
  example: 'ledger verify',
  exits: '0 everything agrees; 1 the output names what does not',
  options: (yargs) => yargs,
  async run(_, { env, print }) {
    const url = requiredVariable(env, variable);
    const { verifyLedger } = await import('@civic-graph/payments/commands/verify-ledger');
    const { broughtForward, findings } = await explainConnection(variable, () => verifyLedger(url));
    for (const { finding, agency, subject } of findings) print(`${finding}: ${agency} ${subject}\n`);
    print(`${broughtForward} entries brought forward, ${findings.length} findings\n`);
    return {
      exitCode: findings.length === 0 ? exitCode.done : exitCode.negative,
      json: { broughtForward, findings },
    };
  },
});

export const ledger = group('ledger', "Verify the payments service's ledger", [verify]);
