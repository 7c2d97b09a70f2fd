import { stat } from 'node:fs/promises';
import { parse } from 'yaml';
import { CommandError } from '../../command-error.ts';
import { readNamedText } from '../../read-file.ts';
import { isObject, type JsonObject, textAt } from './json.ts';

const maxBytes = 20_000_000;

/** Reads an OpenAPI document of version 3.0 or 3.1, in JSON or YAML. @throws CommandError */
export async function readDocument(path: string): Promise<JsonObject> {
  const { size } = await stat(path).catch(() => {
    throw new CommandError(`${path}: there is no such file; name an OpenAPI document`);
  });
  if (size > maxBytes) throw new CommandError(`${path}: has ${size} bytes; the limit is ${maxBytes}`);
  return parseDocument(await readNamedText(path), path);
}

/** @throws CommandError if the text is not an OpenAPI document of version 3.0 or 3.1 */
export function parseDocument(text: string, path: string): JsonObject {
  const document = parseText(text, path);
  if (!isObject(document)) throw new CommandError(`${path}: is not an OpenAPI document`);
  const version = textAt(document, 'openapi');
  if (version !== null && /^3\.[01](\.|$)/.test(version)) return document;
  const found = version ?? textAt(document, 'swagger') ?? 'without a version';
  throw new CommandError(`${path}: is OpenAPI ${found}; convert it to OpenAPI 3.0 or 3.1 first`);
}

function parseText(text: string, path: string): unknown {
  try {
    // JSON is YAML, but its own parser is a hundred times faster.
    if (/^\s*\{/.test(text)) return JSON.parse(text);
  } catch {
    // YAML may begin with a brace too.
  }
  try {
    // The limit of aliases, on by default, bounds documents that multiply themselves.
    return parse(text, { logLevel: 'error', prettyErrors: true });
  } catch (error) {
    const [reason] = (error instanceof Error ? error.message : String(error)).split('\n');
    throw new CommandError(`${path}: cannot be read as YAML or JSON: ${reason}`);
  }
}
