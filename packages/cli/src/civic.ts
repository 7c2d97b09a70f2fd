import type { Command } from './command.ts';
import { contract } from './commands/contract.ts';
import { demo } from './commands/demo.ts';
import { feed } from './commands/feed.ts';
import { login, logout } from './commands/login.ts';
import { machine } from './commands/machine.ts';
import { mcp } from './commands/mcp.ts';
import { proposal } from './commands/proposal.ts';
import { subgraph } from './commands/subgraph.ts';
import { supergraph } from './commands/supergraph.ts';
import { token } from './commands/token.ts';
import { types } from './commands/types.ts';
import { usage } from './commands/usage.ts';
import { whoami } from './commands/whoami.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Host } from './host.ts';
import { agencyCommands, operatorCommands } from './operator-commands.ts';
import { runCommands } from './run-commands.ts';

/** In the order of the help: for developers, for agencies, for operators. */
const commands: readonly Command[] = [
  ...[login, logout, whoami, token, types, demo, mcp],
  ...[subgraph, machine, supergraph, contract, proposal, usage, feed],
  ...[...agencyCommands, ...operatorCommands],
];

/**
 * Runs one command line.
 *
 * @param args words after `civic`
 */
export function runCivic(args: readonly string[], host: Host): Promise<ExitCode> {
  return runCommands(commands, args, host);
}
