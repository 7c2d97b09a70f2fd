import type { Host } from '../host.ts';

/**
 * Whether the environment names a program instead of a person. One of the two variables alone is an error.
 */
export function namesProgram({ CIVIC_CLIENT_ID, CIVIC_CLIENT_KEY_FILE }: Host['env']): boolean {
  return Boolean(CIVIC_CLIENT_ID || CIVIC_CLIENT_KEY_FILE);
}
