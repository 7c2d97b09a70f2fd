import yargs from 'yargs';
import { command } from '../command.ts';
import { exitCode } from '../exit-codes.ts';

export const completion = command({
  usage: 'completion',
  summary: 'Print a completion script for bash or zsh',
  example: 'completion >> ~/.bashrc',
  exits: '0 printed',
  options: (parser) =>
    parser.epilogue('The script completes civic where it is on the PATH, as in node_modules/.bin.'),
  async run(_options, { print }) {
    let script = '';
    const parser = yargs().scriptName('civic').completion('completion');
    await parser.parseAsync(['completion'], {}, (_error, _values, output) => {
      script = output;
    });
    print(`${script}\n`);
    return { exitCode: exitCode.done, json: { script } };
  },
});
