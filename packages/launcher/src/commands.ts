import { type Environment, ownVariables } from './config.ts';
import { handedOn } from './services.ts';
import { demoSubgraphs } from './subgraphs.ts';

/** Variables whose values may be printed; others contain passwords, keys, or URLs with these. */
const shown = /^(HOST|DATA_DIR|CITY_PORTAL|AGENCY_MANIFESTS|TOKEN_AUDIENCE|(ADMIN_)?PORT|PORT_.+)$/;

/** All variables that change a demo. */
function knownVariables(env: Environment): readonly string[] {
  const subgraphs = demoSubgraphs();
  return [...new Set([...ownVariables(subgraphs), ...Object.values(handedOn({ subgraphs }, env)).flat()])];
}

/**
 * Returns the command that starts the user's demo with these changes; without the user's `DATA_DIR` it would
 * start another city. Secrets are named but not printed.
 */
export function startCommand(env: Environment, changes: Readonly<Record<string, string>> = {}): string {
  const given = knownVariables(env).filter((name) => env[name] && !(name in changes));
  const words = [
    ...Object.entries(changes),
    ...given.filter((name) => shown.test(name)).map((name) => [name, env[name] ?? ''] as const),
  ].map(([name, value]) => `${name}=${quoted(value)}`);
  const named = given.filter((name) => !shown.test(name));
  const command = [...words, 'npm start'].join(' ');
  return named.length > 0 ? `${command} (with your ${named.join(', ')})` : command;
}

/** Returns the command that prints a token of that demo, with its data folder. */
export function tokenCommand({ DATA_DIR: folder }: Environment): string {
  const command = 'npm run --silent token -- PERSONA';
  return folder ? `DATA_DIR=${quoted(folder)} ${command}` : command;
}

/** Quotes a value as one word for a shell. */
function quoted(value: string): string {
  return /^[\w./:@~+-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
