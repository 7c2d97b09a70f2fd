import { CommandError } from './command-error.ts';
import type { Host } from './host.ts';

/** Where the demo keeps the value of a variable. */
const ofDemo: Readonly<Record<string, string>> = {
  DATABASE_URL_IDENTITY: 'npx civic demo database-url identity',
  DATABASE_URL_PAYMENTS: 'npx civic demo database-url payments',
  ADDRESSEE_SECRET: 'addressee in DATA_DIR/secrets.json',
};

/** Value of an environment variable. @throws CommandError that says where the demo has it */
export function requiredVariable(env: Host['env'], name: keyof typeof ofDemo): string {
  const value = env[name];
  if (!value) throw new CommandError(`${name}: is required; of a demo: ${ofDemo[name]}`);
  return value;
}
