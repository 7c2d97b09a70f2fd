import { syntaxError } from '../sdmx-error.ts';

/** Path segments after the entry point, and query parameters by name. */
export interface SdmxUrl {
  readonly path: readonly string[];
  readonly parameters: ReadonlyMap<string, string>;
}

/**
 * Parses the URL itself, because query parsers turn `+` into a space, but in SDMX it means AND.
 *
 * @param url path and query as received
 * @throws SdmxError 140
 */
export function parseSdmxUrl(url: string, entryPoint: string): SdmxUrl {
  const [path = '', query = ''] = splitOnce(url, '?');
  const segments = path
    .slice(entryPoint.length)
    .split('/')
    .filter((segment) => segment !== '');
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [name = '', value = ''] = splitOnce(pair, '=');
    const key = decode(name);
    if (parameters.has(key)) {
      throw syntaxError(`${shorten(key)}: given twice; combine the values with "," (or) or "+" (and)`);
    }
    parameters.set(key, decode(value));
  }
  return { path: segments.map(decode), parameters };
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    throw syntaxError(`${shorten(text)}: not percent-encoded UTF-8; correct the URL`);
  }
}

/** No person or form sends more values. */
const maximumValues = 100;

/**
 * The values between commas.
 *
 * @throws SdmxError 140
 */
export function listOf(name: string, text: string): readonly string[] {
  const values = text.split(',', maximumValues + 1);
  if (values.length <= maximumValues) return values;
  throw syntaxError(`${name}: more than ${maximumValues} values; send fewer`);
}

/** A client's value in a message, truncated. */
export function shorten(text: string): string {
  return JSON.stringify(text.length > 40 ? `${text.slice(0, 40)}…` : text);
}

function splitOnce(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)];
}
