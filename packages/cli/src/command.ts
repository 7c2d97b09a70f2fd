import type { Readable } from 'node:stream';
import type { ArgumentsCamelCase, Argv } from 'yargs';
import type { ExitCode } from './exit-codes.ts';
import type { Host } from './host.ts';

/** Context of a running command. */
export interface CommandContext {
  readonly env: Host['env'];
  readonly now: Host['now'];
  /** For a command that talks to another program. */
  readonly stdin: Readable;
  /** Writes the result as text; does nothing with `--json`. */
  readonly print: (text: string) => void;
  /** Writes a remark to standard error. */
  readonly note: (text: string) => void;
  /** For a command that runs until Ctrl-C: aborts then, so that the command can clean up. */
  readonly stopSignal: () => AbortSignal;
}

/** Outcome of a command. */
export interface CommandResult {
  readonly exitCode: ExitCode;
  /** The result as a value, printed as one JSON document with `--json`. */
  readonly json: unknown;
}

export interface CommandDefinition<Options> {
  /** Words of the command and its arguments, as in `verify <receipt>`. */
  readonly usage: string;
  readonly summary: string;
  /** A command line that works, without the leading `npx civic`. */
  readonly example: string;
  /** Meanings of the exit codes other than 2. */
  readonly exits: string;
  /** Options that may be given more than once. */
  readonly lists?: readonly string[];
  readonly options: (yargs: Argv) => Argv<Options>;
  readonly run: (
    options: ArgumentsCamelCase<Options>,
    context: CommandContext,
  ) => Promise<CommandResult> | CommandResult;
}

/** A command with its parsed arguments. */
export type ParsedCommand = (context: CommandContext) => Promise<CommandResult> | CommandResult;

/** Called with the command that the arguments name. */
type Choose = (command: ParsedCommand) => void;

export interface Command {
  /** First word of its usage. */
  readonly name: string;
  /** Names of the commands under it. */
  readonly under: readonly string[];
  readonly example: string;
  readonly addTo: (yargs: Argv, choose: Choose) => Argv;
}

/** Defines a command, so that all have the same shape of help and of errors. */
export function command<Options>(definition: CommandDefinition<Options>): Command {
  const { usage, summary, example, exits, lists = [], options, run } = definition;
  const build = (parser: Argv) =>
    options(parser)
      .example(`npx civic ${example}`, '')
      .epilogue(`Exit codes: ${exits}; 2 the command cannot run.`)
      .check((values) => refuseRepetition(values, lists));
  return {
    name: usage.split(' ')[0] ?? '',
    under: [],
    example,
    addTo: (yargs, choose) =>
      yargs.command(usage, summary, build, (values) => choose((context) => run(values, context))),
  };
}

/** Adds commands under one word, as in `supergraph compose` and `supergraph diff`. */
export function group(name: string, summary: string, commands: readonly Command[]): Command {
  const example = commands[0]?.example ?? '';
  return {
    name,
    under: commands.map((each) => each.name),
    example,
    addTo: (yargs, choose) =>
      yargs.command(name, summary, (parser) =>
        addAll(commands, parser, choose)
          .example(`npx civic ${example}`, '')
          .demandCommand(1, 'name a command'),
      ),
  };
}

export function addAll(commands: readonly Command[], yargs: Argv, choose: Choose): Argv {
  return commands.reduce((all, each) => each.addTo(all, choose), yargs);
}

/** The parser turns a repeated option into a list, whatever its type. */
function refuseRepetition(values: Readonly<Record<string, unknown>>, lists: readonly string[]): true {
  const repeated = Object.keys(values).find(
    (name) => name !== '_' && !lists.includes(name) && Array.isArray(values[name]),
  );
  if (repeated !== undefined) throw new Error(`--${repeated} is given more than once`);
  return true;
}
