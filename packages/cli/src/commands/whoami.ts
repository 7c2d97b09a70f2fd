import { command } from '../command.ts';
import { connection } from '../connection-options.ts';
import { exitCode } from '../exit-codes.ts';

export const whoami = command({
  usage: 'whoami',
  summary: 'Print as whom commands act: account, agency, roles, and when the token expires',
  example: 'whoami',
  exits: '0 printed',
  options: (yargs) => connection(yargs),
  async run(options, { env, now, print }) {
    const { findToken } = await import('../sign-in/access-token.ts');
    const { describeToken } = await import('../sign-in/describe-token.ts');
    const { token, source, gateway } = await findToken(options, { env, now });
    const who = describeToken(token);
    const lines = [
      ['Token', source],
      ['Gateway', gateway],
      ['Kind', who.kind],
      ['Subject', who.subject],
      ['Agency', who.agency],
      ['Subgraph', who.subgraph],
      ['Roles', who.roles.join(', ') || null],
      ['Scopes', who.scopes.join(' ') || null],
      ['Expires', who.expiresAt],
    ].filter((line): line is [string, string] => line[1] !== null);
    for (const [name, value] of lines) print(`${`${name}:`.padEnd(10)}${value}\n`);
    return { exitCode: exitCode.done, json: { source, gateway, ...who } };
  },
});
