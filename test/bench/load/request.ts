/** A request as bytes, ready for repeated sending. */
export interface PreparedRequest {
  readonly bytes: Buffer;
  /** Digits that make requests different; `null` if all are equal. */
  readonly digits: { readonly at: number; readonly count: number } | null;
}

/** A request with a known correct answer, against which every answer is compared. */
export interface ExpectedRequest {
  readonly request: PreparedRequest;
  /** Body length of the correct answer. */
  readonly expectedBytes: number;
}

export interface RequestParts {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Placeholder in a body for the ten digits that differ per request; three or more also work. */
export const differingDigits = '##########';

/** Value of the digits if all requests are the same. */
export const sameDigits = '0000000001';

/** Serialises the request once, so that sending costs less than the server under test. */
export function prepareRequest({ url, headers, body }: RequestParts, differs: boolean): PreparedRequest {
  const { host, pathname } = new URL(url);
  const content = Buffer.from(differs ? body : body.replace(differingDigits, sameDigits));
  const fields = Object.entries({ host, ...headers, 'content-length': String(content.length) });
  const head = `POST ${pathname} HTTP/1.1\r\n${fields.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n`;
  const bytes = Buffer.concat([Buffer.from(head), content]);
  if (!differs) return { bytes, digits: null };
  const found = /#{3,}/.exec(bytes.toString('latin1'));
  if (found === null) throw new Error('the request has no digits that could differ');
  return { bytes, digits: { at: found.index, count: found[0].length } };
}

/** Writes the digits of request `serial` in place. */
export function writeDigits(
  bytes: Buffer,
  { at, count }: NonNullable<PreparedRequest['digits']>,
  serial: number,
): void {
  let rest = serial;
  for (let position = at + count - 1; position >= at; position -= 1) {
    bytes[position] = 48 + (rest % 10);
    rest = Math.floor(rest / 10);
  }
}
