import { createPrivateKey, type KeyObject } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { ConfigurationError } from '@civic-graph/service';

/**
 * Reads a private Ed25519 key from a variable, or from the file that `<NAME>_FILE` names.
 * @returns `undefined` if neither is set
 * @throws ConfigurationError that names the variable, never its value
 */
export function privateKey<Name extends string>(
  values: Readonly<Partial<Record<Name | `${Name}_FILE`, string | undefined>>>,
  name: Name,
): KeyObject | undefined {
  const fileName = `${name}_FILE` as const;
  const [text, file] = [values[name], values[fileName]];
  if (text !== undefined && file !== undefined) {
    throw new ConfigurationError(`${fileName}: ${name} is set too; set one of them`);
  }
  try {
    const pem = file === undefined ? text : readFileSync(file, 'utf8');
    const key = pem === undefined ? undefined : createPrivateKey(pem);
    if (key !== undefined && key.asymmetricKeyType !== 'ed25519') throw new Error('not an Ed25519 key');
    return key;
  } catch {
    const set = file === undefined ? name : fileName;
    throw new ConfigurationError(`${set}: must be a private Ed25519 key as PEM (PKCS #8)`);
  }
}
