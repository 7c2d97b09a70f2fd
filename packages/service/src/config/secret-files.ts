import { readFileSync } from 'node:fs';
import { ConfigurationError } from './configuration-error.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** Names of variables with secrets; a URL of a database holds its password. */
const secretName =
  /(?:^|_)(?:SALT|KEYS?)$|(?:^|_)SECRET(?:_|$)|^(?:DATABASE_URL|DATABASE_OWNER_URL|REDIS_URL|CLICKHOUSE_URL|AUDIT_NATS_URL)(?:_|$)/;

/** Whether the variable can also be given as a file: `NAME_FILE`, the path of a mounted secret. */
export function isSecretName(name: string): boolean {
  return secretName.test(name) && !name.endsWith('_FILE');
}

/**
 * Adds secrets that are given as files. A line break at the end does not count.
 *
 * @param names variables that are read; one whose `NAME_FILE` is among them reads its own file
 * @throws ConfigurationError that names the variable, never its value
 */
export function withSecretFiles(names: readonly string[], environment: Environment): Environment {
  const read: Record<string, string> = {};
  for (const name of names) {
    const variable = `${name}_FILE`;
    const file = environment[variable];
    if (file === undefined || !isSecretName(name) || names.includes(variable)) continue;
    if (environment[name] !== undefined) {
      throw new ConfigurationError(`${variable}: ${name} is set too; set one of them`);
    }
    read[name] = contentOf(file, variable);
  }
  return { ...environment, ...read };
}

function contentOf(file: string, variable: string): string {
  let content: string;
  try {
    content = readFileSync(file, 'utf8').replace(/\r?\n$/, '');
  } catch {
    throw new ConfigurationError(`${variable}: the file cannot be read; check its path and owner`);
  }
  if (content === '') throw new ConfigurationError(`${variable}: the file is empty`);
  return content;
}
