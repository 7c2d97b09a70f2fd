import { agencyCommands, operatorCommands } from './operator-commands.ts';
import { processHost } from './process-host.ts';
import { runCommands } from './run-commands.ts';

/* The command `civic` of images: bundle/civic.js, with the commands that need no clone. */
const commands = [...agencyCommands, ...operatorCommands];
process.exitCode = await runCommands(commands, process.argv.slice(2), processHost());
