import { z } from 'zod';

/** A configuration that stops the start. The message is one line that names the variable and the fix. */
export class ConfigurationError extends Error {
  readonly code = 'CONFIGURATION_INVALID';
  override readonly name = 'ConfigurationError';
}

/**
 * Parses the environment once into a frozen, typed object.
 *
 * An empty variable counts as absent, so that `PORT= npm start` means the default.
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
  const parsed = z.object(shape).safeParse(present);
  if (parsed.success) return Object.freeze(parsed.data);
  const issue = parsed.error.issues[0];
  throw new ConfigurationError(`${issue?.path.join('.')}: ${issue?.message}`);
}
