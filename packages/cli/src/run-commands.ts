import { Readable } from 'node:stream';
import yargs from 'yargs';
import { addAll, type Command, type CommandContext, type ParsedCommand } from './command.ts';
import { CommandError, describeError } from './command-error.ts';
import { completion } from './commands/completion.ts';
import { type ExitCode, exitCode } from './exit-codes.ts';
import type { Host } from './host.ts';

/**
 * Runs one command line.
 *
 * @param commands in the order of the help, which ends with that for completions
 * @param args words after `civic`
 */
export async function runCommands(
  commands: readonly Command[],
  args: readonly string[],
  host: Host,
): Promise<ExitCode> {
  const isJson = args.includes('--json');
  try {
    const parsed = await parse([...commands, completion], args);
    if (typeof parsed === 'string') {
      host.stdout.write(`${parsed}\n`);
      return exitCode.done;
    }
    const { exitCode: code, json } = await parsed(contextOf(host, isJson));
    if (isJson) host.stdout.write(`${JSON.stringify(json, null, 2)}\n`);
    return code;
  } catch (error) {
    const message = describeError(error);
    host.stderr.write(`${isJson ? JSON.stringify({ error: { message } }) : message}\n`);
    return error instanceof CommandError ? error.exitCode : exitCode.unable;
  }
}

/** Returns the chosen command, or the text to print for help and suggestions of words. */
async function parse(commands: readonly Command[], args: readonly string[]): Promise<ParsedCommand | string> {
  let chosen: ParsedCommand | undefined;
  let printed = '';
  let failure: string | undefined;
  const parser = yargs()
    .scriptName('civic')
    .usage('Usage: npx $0 <command>')
    // Messages are in English, whatever the locale.
    .locale('en')
    .parserConfiguration({ 'greedy-arrays': false, 'dot-notation': false })
    .option('json', { type: 'boolean', describe: 'Print one JSON document instead of text' })
    .example(`npx civic ${commands[0]?.example}`, '')
    .epilogue('npx civic <command> --help shows options, an example and exit codes.')
    .help()
    .version(false)
    .strict()
    .demandCommand(1, 'name a command')
    .wrap(null)
    .exitProcess(false)
    .showHelpOnFail(false)
    .fail((message, error) => {
      failure ??= message ?? error?.message ?? 'the arguments cannot be parsed';
    });
  const choose = (command: ParsedCommand) => {
    chosen = command;
  };
  await addAll(commands, parser, choose).parseAsync([...args], {}, (_error, _values, output) => {
    printed = output;
  });
  if (failure !== undefined) throw new CommandError(usageError(failure, commands, args));
  return chosen ?? printed;
}

/** Returns one line that points to the help of the intended command. */
function usageError(problem: string, commands: readonly Command[], args: readonly string[]): string {
  const group = commands.find(({ name }) => name === args[0]);
  const words = [group?.name, group?.under.find((name) => name === args[1])].filter(Boolean);
  const line = problem
    // Neither number of the parser's own message helps the user.
    .replace(/^Not enough non-option arguments.*/, 'an argument is missing')
    .replaceAll(/\s*\n\s*/g, ' ');
  return `civic: ${line}; run: npx ${['civic', ...words].join(' ')} --help`;
}

function contextOf({ env, now, stdin, stdout, stderr, onStop }: Host, isJson: boolean): CommandContext {
  return {
    env,
    now,
    stdin: stdin ?? Readable.from([]),
    print: (text) => void (isJson || stdout.write(text)),
    note: (text) => void stderr.write(`${text}\n`),
    stopSignal() {
      const controller = new AbortController();
      onStop?.(() => controller.abort());
      return controller.signal;
    },
  };
}
