import { SdmxError } from '../sdmx-error.ts';

/** A media type of an Accept header (RFC 9110, 12.5.1). */
interface Accepted {
  readonly type: string;
  readonly parameters: ReadonlyMap<string, string>;
  readonly quality: number;
}

/** A representation that a route offers. */
export interface Offer<Format extends string> {
  readonly format: Format;
  /** Sent as content type, without parameters. */
  readonly type: string;
  /** Other names under which clients may ask for it. */
  readonly aliases: readonly string[];
  /** Of SDMX formats: a client that asks for another major version gets a 406. */
  readonly version?: string;
}

export interface Negotiated<Format extends string> {
  readonly format: Format;
  readonly contentType: string;
  readonly parameters: ReadonlyMap<string, string>;
}

const none: ReadonlyMap<string, string> = new Map();

/**
 * Chooses the representation with the highest quality; the first offer is the default.
 *
 * @param wanted the query parameter `format`, which browsers can set; it overrides the header
 * @throws SdmxError 406
 */
export function negotiate<Format extends string>(
  accept: string | undefined,
  wanted: string | undefined,
  offers: readonly Offer<Format>[],
): Negotiated<Format> {
  if (wanted !== undefined) {
    const offer = offers.find(({ format, aliases }) => format === wanted || aliases.includes(wanted));
    if (offer !== undefined) return answer(offer, none);
    throw new SdmxError(406, `format: no such format; set one of ${list(offers.map((one) => one.format))}`);
  }
  const accepted = parseAccept(accept ?? '*/*');
  for (const { type, parameters } of accepted) {
    const offer = offers.find((one) => matches(one, type, parameters.get('version')));
    if (offer !== undefined) return answer(offer, parameters);
  }
  throw new SdmxError(406, `Accept: no such format; accept one of ${list(offers.map(contentTypeOf))}`);
}

/** Maximum media ranges that are read; no statistics client sends more. */
const maximumRanges = 20;

function parseAccept(header: string): readonly Accepted[] {
  return header
    .split(',')
    .slice(0, maximumRanges)
    .map((range) => {
      const [type = '', ...rest] = range.split(';').map((part) => part.trim());
      const parameters = new Map(
        rest.map((part): [string, string] => {
          const [name = '', value = ''] = part.split('=', 2);
          return [name.trim(), value.trim().replaceAll('"', '')];
        }),
      );
      const quality = Number(parameters.get('q') ?? 1);
      return { type: type.toLowerCase(), parameters, quality: Number.isNaN(quality) ? 0 : quality };
    })
    .filter(({ quality }) => quality > 0)
    .sort((one, other) => other.quality - one.quality);
}

function matches(
  { type, aliases, version }: Offer<string>,
  range: string,
  wanted: string | undefined,
): boolean {
  if (range === '*/*' || range === 'application/*') return true;
  if (type !== range && !aliases.includes(range)) return false;
  if (version === undefined || wanted === undefined) return true;
  // Every version of one major version is readable by its clients; "2.0.0+" and "2" ask for that.
  return wanted.split(/[.+~]/)[0] === version.split('.')[0];
}

function answer<Format extends string>(
  offer: Offer<Format>,
  parameters: ReadonlyMap<string, string>,
): Negotiated<Format> {
  return { format: offer.format, contentType: contentTypeOf(offer), parameters };
}

function contentTypeOf({ type, version }: Offer<string>): string {
  return version === undefined ? type : `${type};version=${version}`;
}

function list(values: readonly string[]): string {
  return values.join(', ');
}
