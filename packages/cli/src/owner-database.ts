import { CommandError } from './command-error.ts';
import type { Host } from './host.ts';

/** URL of a service's database as the role that owns the tables. @throws CommandError if there is none */
export async function ownerUrl(env: Host['env'], agency: 'IDENTITY' | 'PAYMENTS'): Promise<string> {
  const { parseEnvironment } = await import('@civic-graph/service');
  const { z } = await import('zod');
  const [owner, service] = [`DATABASE_OWNER_URL_${agency}`, `DATABASE_URL_${agency}`];
  const read = parseEnvironment({ [owner]: z.string().optional(), [service]: z.string().optional() }, env);
  const url = read[owner] ?? read[service];
  if (!url)
    throw new CommandError(`${owner}: is required; set it to the database as the role that owns the tables`);
  return url;
}

/** Explains PostgreSQL's errors that the operator can fix. @throws CommandError */
export async function explainTables<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code === '42P01' || code === '42703') {
      throw new CommandError(
        'the tables are missing or out of date; first run: npx civic migrate identity, npx civic migrate payments',
      );
    }
    if (code === '42501') {
      throw new CommandError(
        'DATABASE_OWNER_URL_…: its role may not change the tables; set it to the role that owns them',
      );
    }
    if (error instanceof Error && typeof code === 'string' && code.startsWith('23')) {
      throw new CommandError(
        `the database refuses a change and rolls it back: ${error.message}; fix the file`,
      );
    }
    throw error;
  }
}
