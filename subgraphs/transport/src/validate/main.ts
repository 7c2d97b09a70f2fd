import { validateFeed } from './validate-feed.ts';

/*
 * npm run --silent validate-feed -- FEED
 *
 * Checks a GTFS zip (a path or URL) as the service would, prints a line for each problem, and then whether it
 * would be served. Exits with 1 where it would be refused.
 */
// A reader that has seen enough, such as head, closes the pipe; that is no failure of this program.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
});
const [feed] = process.argv.slice(2);
if (feed === undefined) {
  process.stderr.write('usage: npm run --silent validate-feed -- FEED.zip|URL\n');
  process.exitCode = 2;
} else {
  process.exitCode = await validateFeed(feed, (text) => process.stdout.write(text));
}
