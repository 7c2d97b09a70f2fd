import { command, group } from '../command.ts';
import { exitCode } from '../exit-codes.ts';

const validate = command({
  usage: 'validate <feed>',
  summary: 'Check a GTFS feed with the checks of the transport service and the canonical validator',
  example: 'feed validate city.zip',
  exits: '0 the service would serve the feed; 1 it would refuse it',
  options: (yargs) =>
    yargs.positional('feed', { type: 'string', demandOption: true, describe: 'Path or URL of a GTFS zip' }),
  async run({ feed: place }, { now, print }) {
    const { validateFeed } = await import('@civic-graph/transport/commands/validate-feed');
    const { text, ...json } = await validateFeed(place, now());
    print(text);
    return { exitCode: json.isServed ? exitCode.done : exitCode.negative, json };
  },
});

export const feed = group('feed', 'Check timetables', [validate]);
