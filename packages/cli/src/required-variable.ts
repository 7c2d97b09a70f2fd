import { CommandError } from './command-error.ts';
import type { Host } from './host.ts';

/** How to get each variable's value from a demo. */
const ofDemo: Readonly<Record<string, string>> = {
  DATABASE_URL_IDENTITY: 'npx civic demo database-url identity',
  DATABASE_URL_PAYMENTS: 'npx civic demo database-url payments',
  ADDRESSEE_SECRET: 'addressee in DATA_DIR/secrets.json',
};

/** Value of an environment variable. @throws CommandError that says where to find it in a demo */
export function requiredVariable(env: Host['env'], name: keyof typeof ofDemo): string {
  const value = env[name];
  if (!value) throw new CommandError(`${name}: is required; in a demo: ${ofDemo[name]}`);
  return value;
}
