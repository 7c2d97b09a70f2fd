import { syntaxError } from '../sdmx-error.ts';
import { listOf, shorten } from './url.ts';

/** Wildcards and operators of the SDMX REST API for the version of an artefact. */
const versionPattern = /^(?:[*+~]|\d+[+~*]?(?:\.(?:\d+[+~*]?|[*+~])){0,2}(?:-[A-Za-z0-9.-]+)?)$/;

/**
 * Whether a version matches any of those requested. Each artefact has one served version, so "latest" and
 * "all" mean the same, and an operator after a number means "at least".
 *
 * @throws SdmxError 140
 */
export function matchesVersion(version: string, requested: string): boolean {
  return listOf('version', requested).some((one) => {
    if (!versionPattern.test(one)) {
      throw syntaxError(`version: ${shorten(one)} is not a version; examples are 1.0.0, 1.0+.0, + and *`);
    }
    return matchesOne(version.split('.'), one.split('.'));
  });
}

function matchesOne(version: readonly string[], requested: readonly string[]): boolean {
  for (const [index, part] of requested.entries()) {
    if (/^[*+~]$/.test(part)) return true;
    const wanted = Number.parseInt(part, 10);
    const own = Number.parseInt(version[index] ?? '0', 10);
    if (/[*+~]$/.test(part)) {
      return own > wanted || (own === wanted && isAtLeast(version, requested, index + 1));
    }
    if (own !== wanted) return false;
  }
  return requested.length === version.length;
}

function isAtLeast(version: readonly string[], least: readonly string[], from: number): boolean {
  for (let index = from; index < least.length; index += 1) {
    const difference = Number(version[index] ?? 0) - Number.parseInt(least[index] ?? '0', 10);
    if (difference !== 0) return difference > 0;
  }
  return true;
}
