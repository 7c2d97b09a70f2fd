import { type Manifest, manifestSchema } from './manifest.ts';
import { ManifestError } from './manifest-error.ts';

/**
 * Parses the text of a `manifest.json`.
 * @param origin names the text in errors, such as `libraries/manifest.json`
 * @throws ManifestError with one line for each problem
 */
export function parseManifest(text: string, origin: string): Manifest {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (cause) {
    throw new ManifestError([`${origin}: is not JSON: ${cause instanceof Error ? cause.message : cause}`]);
  }
  const parsed = manifestSchema.safeParse(json);
  if (parsed.success) return parsed.data;
  throw new ManifestError(
    parsed.error.issues.map(({ path, message }) => `${origin}: ${path.join('.') || '(root)'}: ${message}`),
  );
}
