import { CommandError } from '../command-error.ts';

/**
 * Finds a version by its start.
 * @param what of which they are the latest, such as `versions`
 * @throws CommandError where none, or several, match
 */
export function onlyVersion(start: string, versions: readonly string[], what: string): string {
  const matches = versions.filter((version) => version.startsWith(start));
  const [only] = matches;
  if (only !== undefined && matches.length === 1) return only;
  const known = versions.map((version) => version.slice(0, 12)).join(', ') || 'none';
  throw new CommandError(`${start} matches ${matches.length} of the latest ${what}; choose from ${known}`);
}
