import { ConfigurationError } from '@civic-graph/service';

/** Each system has timers and up to tens of megabytes. */
const maxSystems = 50;

/**
 * Parses places of gbfs.json, separated by spaces.
 *
 * @throws ConfigurationError for too many places, or one that is given twice
 */
export function parseRentalSystems(text: string): readonly string[] {
  const places = text.trim() === '' ? [] : text.trim().split(/\s+/);
  if (places.length > maxSystems) throw refused(`more than ${maxSystems} systems; leave some out`);
  if (new Set(places).size < places.length) throw refused('a system is given twice; give each once');
  return places;
}

function refused(problem: string): ConfigurationError {
  return new ConfigurationError(`TRANSPORT_GBFS: ${problem}`);
}
