import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@civic-graph/service';
import { z } from 'zod';
import { parseAgencyMapping } from '../agency-mapping.ts';
import { listedSources, nameSources } from '../realtime/source/source-settings.ts';
import { type FeedDefaults, type FeedSettings, feedId, regionCode } from './feed-settings.ts';

/** More than any region has; each has a timer and indexes of its own. */
const maxFeeds = 100;

const listed = z
  .array(
    z.strictObject({
      id: feedId,
      place: z.string('give the path or URL of a GTFS zip').min(1, 'give the path or URL of a GTFS zip'),
      region: regionCode.optional(),
      agency: z.string().optional(),
      reloadSeconds: z.number('a number of seconds').int().min(0).max(86_400).optional(),
      realtime: listedSources.default([]),
    }),
    'give a list of feeds, such as [{ "id": "metro", "place": "metro.zip" }]',
  )
  .min(1, 'list at least one feed')
  .max(maxFeeds, `list at most ${maxFeeds} feeds`);

/**
 * Reads the file of `TRANSPORT_FEEDS`.
 *
 * @throws ConfigurationError that names the feed and the field
 */
export function readFeedsFile(
  path: string,
  defaults: FeedDefaults,
  readFile: (path: string) => string = (file) => readFileSync(file, 'utf8'),
): readonly FeedSettings[] {
  const parsed = listed.safeParse(contentOf(path, readFile));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const place = issue === undefined || issue.path.length === 0 ? '' : `: ${issue.path.join('.')}`;
    throw refused(`${path}${place}: ${issue?.message}`);
  }
  const ids = new Set<string>();
  return parsed.data.map(({ id, place, region, agency, reloadSeconds, realtime }) => {
    if (ids.has(id)) throw refused(`${path}: two feeds have the id ${id}; give each its own`);
    ids.add(id);
    const sources = nameSources(realtime);
    if (sources === null) {
      throw refused(`${path}: two real-time sources of the feed ${id} have the same name; give each its own`);
    }
    return {
      id,
      gtfs: place,
      realtime: sources,
      region: region ?? defaults.region,
      agencies: agenciesOf(agency ?? defaults.agency, `${path}: feed ${id}`),
      reloadSeconds: reloadSeconds ?? defaults.reloadSeconds,
    };
  });
}

function contentOf(path: string, readFile: (path: string) => string): unknown {
  try {
    return JSON.parse(readFile(path));
  } catch (error) {
    const problem = error instanceof SyntaxError ? 'is not JSON' : 'cannot be read';
    throw refused(`${path} ${problem}; give the path of a JSON file that lists feeds`);
  }
}

function agenciesOf(text: string, place: string): FeedSettings['agencies'] {
  try {
    return parseAgencyMapping(text);
  } catch (error) {
    if (!(error instanceof ConfigurationError)) throw error;
    throw refused(`${place}: agency: ${error.message.replace(/^TRANSPORT_AGENCY: /, '')}`);
  }
}

function refused(problem: string): ConfigurationError {
  return new ConfigurationError(`TRANSPORT_FEEDS: ${problem}`);
}
