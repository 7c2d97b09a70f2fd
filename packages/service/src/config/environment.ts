import { z } from 'zod';
import { ConfigurationError } from './configuration-error.ts';
import { withSecretFiles } from './secret-files.ts';

/**
 * Parses the environment once into a frozen, typed object.
 *
 * An empty variable counts as absent, so that `PORT= npm start` means the default. A secret may be given as a
 * file, by `NAME_FILE`.
 *
 * @param shape one zod schema per variable, by its name
 * @param environment usually `process.env`; variables that `shape` does not name are ignored
 * @throws ConfigurationError that names the first invalid variable and what it accepts
 */
export function parseEnvironment<Shape extends z.ZodRawShape>(
  shape: Shape,
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<z.infer<z.ZodObject<Shape>>> {
  const present = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = z.object(shape).safeParse(withSecretFiles(Object.keys(shape), present));
  if (parsed.success) return Object.freeze(parsed.data);
  const issue = parsed.error.issues[0];
  throw new ConfigurationError(`${issue?.path.join('.')}: ${issue?.message}`);
}
