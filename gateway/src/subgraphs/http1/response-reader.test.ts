import { describe, expect, test } from 'vitest';
import { type ReadResponse, ResponseReader } from './response-reader.ts';

const json = '{"data":{"城":"市"}}';
const bytesOfJson = Buffer.byteLength(json);
const head = (fields: string, status = '200 OK') => `HTTP/1.1 ${status}\r\n${fields}\r\n`;
const type = 'Content-Type: application/json\r\n';
const withLength = `${head(`${type}Content-Length: ${bytesOfJson}\r\n`)}${json}`;
const inChunks = (chunks: string, end = '0\r\n\r\n') =>
  `${head(`${type}Transfer-Encoding: chunked\r\n`)}${chunks}${end}`;
const chunk = (text: string, extension = '') =>
  `${Buffer.byteLength(text).toString(16)}${extension}\r\n${text}\r\n`;

const maxResponseBytes = 1_000;
const newReader = () => new ResponseReader({ maxResponseBytes, isWanted: (status) => status < 300 });

/** Each part is a separate read from memory that is then overwritten, like a socket's. */
function readParts(parts: readonly Buffer[], reader = newReader()): ReadResponse | null {
  const memory = Buffer.alloc(65_536);
  for (const part of parts) {
    part.copy(memory);
    const response = reader.read(memory, part.length);
    memory.fill('}', 0, part.length);
    if (response !== null) return response;
  }
  return null;
}

const read = (text: string | Buffer) => readParts([Buffer.from(text)]);
const answer = { status: 200, contentType: 'application/json', text: json };

const whole: readonly [string, string][] = [
  ['a length', withLength],
  ['one chunk', inChunks(chunk(json))],
  ['many chunks', inChunks(['{"data":', '{"城":', '"市"', '}', '}'].map((text) => chunk(text)).join(''))],
  ['chunks with extensions', inChunks(chunk(json, ';a="b";c'), '00;last\r\n\r\n')],
  [
    'chunks with a size in upper case and zeros',
    inChunks(`000${bytesOfJson.toString(16).toUpperCase()}\r\n${json}\r\n`),
  ],
  ['trailers', inChunks(chunk(json), '0\r\nServer-Timing: a\r\nX: \r\n\r\n')],
  [
    'interim responses before',
    `${head('', '100 Continue')}${head('Link: </a>\r\n', '103 Early Hints')}${withLength}`,
  ],
  [
    'fields of no interest',
    withLength.replace(type, `${type}Vary: a\r\nx-0:\r\nSet-Cookie: \xe9\r\nDate:\t a b \r\n`),
  ],
  [
    'names in other cases',
    withLength.replace('Content-Type', 'CONTENT-type').replace('Content-L', 'content-l'),
  ],
  ['spaces around values', withLength.replace(`: ${bytesOfJson}`, `: \t ${bytesOfJson}\t `)],
  ['an empty reason', withLength.replace('200 OK', '200 ')],
];

describe.each(whole)('a response with %s is read', (_name, text) => {
  const bytes = Buffer.from(text);

  test('at once', () => {
    expect(readParts([bytes])).toMatchObject({ answer, isReusable: true });
  });

  test('in two parts, wherever it is split', () => {
    for (let at = 0; at <= bytes.length; at++) {
      const response = readParts([bytes.subarray(0, at), bytes.subarray(at)]);
      expect(response, `split at ${at}`).toMatchObject({ answer, isReusable: true });
    }
  });

  test('byte by byte, followed by the next one on the same connection', () => {
    const reader = newReader();
    for (let round = 0; round < 3; round++) {
      const parts = Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
      expect(readParts(parts, reader)).toMatchObject({ answer, isReusable: true });
    }
  });

  test('only when it is complete', () => {
    for (let end = 0; end < bytes.length; end++) expect(readParts([bytes.subarray(0, end)])).toBeNull();
  });

  test('without taking later bytes for another one', () => {
    for (const surplus of [withLength, '\r\n', ' ', '\0']) {
      expect(read(text + surplus)).toMatchObject({ answer, isReusable: false });
    }
  });
});

const lengthOf = (value: string) => `${head(`${type}Content-Length: ${value}\r\n`)}${json}`;
const withField = (field: string) => withLength.replace(type, `${type}${field}\r\n`);
const coded = (fields: string) => `${head(`${type}${fields}`)}${chunk(json)}0\r\n\r\n`;

test.each([
  ['no HTTP', 'SSH-2.0-x\r\n\r\n'],
  ['HTTP/1.0', withLength.replace('1.1', '1.0')],
  ['HTTP/2', withLength.replace('1.1', '2')],
  ['HTTP in lower case', withLength.replace('HTTP', 'http')],
  ['a space before', ` ${withLength}`],
  ['an empty line before', `\r\n${withLength}`],
  ['two spaces in the status line', withLength.replace(' 200', '  200')],
  ['no reason and no space', withLength.replace(' OK', '')],
  ['a status of two digits', withLength.replace('200', '20')],
  ['a status of four digits', withLength.replace('200', '2000')],
  ['status 000', withLength.replace('200', '000')],
  ['status 600', withLength.replace('200', '600')],
  ['a control character in the reason', withLength.replace('OK', 'O\0K')],
  ['lines that end with LF', withLength.replaceAll('\r\n', '\n').padEnd(20_000)],
  ['one line that ends with LF', withField('A: b\nC: d')],
  ['one line that ends with CR', withField('A: b\rC: d')],
  ['NUL in a value', withField('A: \0')],
  ['DEL in a value', withField('A: \x7f')],
  ['a folded line', withField('A: b\r\n c')],
  ['a folded length', withLength.replace('Content-Length: ', 'Content-Length:\r\n ')],
  ['a space before the colon', withLength.replace('Content-Length:', 'Content-Length :')],
  ['a space in a name', withField('A B: c')],
  ['a line without a colon', withField('abc')],
  ['an empty name', withField(': a')],
  ['no end of the body', `${head(type)}${json}`],
  ['two lengths', withField('Content-Length: 1')],
  ['two lengths that are alike', withField(`content-length: ${bytesOfJson}`)],
  ['a list of lengths', lengthOf(`${bytesOfJson}, ${bytesOfJson}`)],
  ['a length with a sign', lengthOf(`+${bytesOfJson}`)],
  ['a negative length', lengthOf('-1')],
  ['a length with a leading zero', lengthOf(`0${bytesOfJson}`)],
  ['a hexadecimal length', lengthOf('0x10')],
  ['a length that is not an integer', lengthOf('1e1')],
  ['an empty length', lengthOf('')],
  ['a length beyond exact integers', lengthOf('9999999999999999')],
  ['a length with a foreign space', lengthOf(`\xa0${bytesOfJson}`)],
  ['a length beside chunks', coded(`Content-Length: ${bytesOfJson}\r\nTransfer-Encoding: chunked\r\n`)],
  ['chunks beside a length', coded(`Transfer-Encoding: chunked\r\nContent-Length: 0\r\n`)],
  ['an unknown coding', coded('Transfer-Encoding: gzip\r\n')],
  ['several codings', coded('Transfer-Encoding: gzip, chunked\r\n')],
  ['chunked twice', coded('Transfer-Encoding: chunked, chunked\r\n')],
  ['chunked twice, in two fields', coded('Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n')],
  ['identity', coded('Transfer-Encoding: identity\r\n')],
  ['a vertical tab before chunked', coded('Transfer-Encoding: \x0bchunked\r\n')],
  ['a chunk without a size', inChunks(`\r\n${json}\r\n`)],
  ['a chunk size with a sign', inChunks(`+5\r\nabcde\r\n`)],
  ['a chunk size with 0x', inChunks('0x5\r\nabcde\r\n')],
  ['a chunk size with a space', inChunks('5 \r\nabcde\r\n')],
  ['a chunk size of nine digits', inChunks('000000005\r\nabcde\r\n')],
  ['a chunk size that ends with LF', inChunks('5\nabcde\r\n')],
  ['a chunk size that ends with CR', inChunks('5\rabcde\r\n')],
  ['a chunk that is longer than it says', inChunks('4\r\nabcde\r\n')],
  ['a chunk that ends with LF', inChunks('5\r\nabcde\n')],
  ['a chunk extension with LF', inChunks('5;a\nb\r\nabcde\r\n')],
  ['a chunk extension with NUL', inChunks('5;a\0\r\nabcde\r\n')],
  ['a long chunk extension', inChunks(chunk(json, `;${'a'.repeat(200)}`))],
  ['a trailer that is not a field', inChunks(chunk(json), '0\r\nabc\r\n\r\n')],
  ['a folded trailer', inChunks(chunk(json), '0\r\nA: b\r\n c\r\n\r\n')],
  ['long trailers', inChunks(chunk(json), `0\r\n${'A: b\r\n'.repeat(2_000)}\r\n`)],
  ['a head without end', head('A: b\r\n'.repeat(5_000))],
  ['a head of one long line', `HTTP/1.1 200 ${'a'.repeat(70_000)}`.slice(0, 65_000)],
  ['101', `${head('', '101 Switching Protocols')}${withLength}`],
  ['interim responses without end', head('', '103 Early Hints').repeat(100)],
  ['an interim response with a body', `${head('Content-Length: 2\r\n', '100 Continue')}{}${withLength}`],
  ['204 with a body', head('Content-Length: 2\r\n', '204 No Content')],
  ['204 in chunks', head('Transfer-Encoding: chunked\r\n', '204 No Content')],
])('%s is malformed', (_name, text) => {
  expect(() => read(Buffer.from(text, 'latin1'))).toThrow(
    expect.objectContaining({ name: 'TransportError', code: 'RESPONSE_MALFORMED' }),
  );
});

describe('the size of a body', () => {
  const tooLarge = expect.objectContaining({ code: 'SUBGRAPH_RESPONSE_TOO_LARGE' });
  const full = 'x'.repeat(maxResponseBytes);

  test('may equal the limit', () => {
    expect(read(`${head(`Content-Length: ${full.length}\r\n`)}${full}`)?.answer.text).toBe(full);
    expect(read(inChunks(chunk(full)))?.answer.text).toBe(full);
    expect(read(inChunks([...full].map((one) => chunk(one)).join('')))?.answer.text).toBe(full);
  });

  test('is refused above the limit, before it arrives if announced', () => {
    expect(() => read(head(`Content-Length: ${full.length + 1}\r\n`))).toThrow(tooLarge);
    expect(() => read(inChunks(chunk(`${full}x`)))).toThrow(tooLarge);
    expect(() => read(inChunks([...full, 'x'].map((one) => chunk(one)).join('')))).toThrow(tooLarge);
  });
});

test.each([
  ['close', false],
  ['Close', false],
  ['keep-alive, close', false],
  ['keep-alive,close ', false],
  ['keep-alive', true],
  ['closed', true],
])('Connection: %s decides whether the connection persists', (value, isReusable) => {
  expect(read(withField(`Connection: ${value}`))?.isReusable).toBe(isReusable);
});

test.each([
  ['timeout=5', 5],
  ['max=100, timeout=72', 72],
  ['timeout=x', undefined],
  ['xtimeout=5', undefined],
])('Keep-Alive: %s sets the idle timeout', (value, seconds) => {
  expect(read(withField(`Keep-Alive: ${value}`))?.keepAliveSeconds).toBe(seconds);
});

test('two content types count as none', () => {
  expect(read(withField('Content-Type: text/html'))?.answer.contentType).toBe('application/json, text/html');
});

test('an unwanted body is not awaited', () => {
  const redirect = head(`${type}Location: http://10.0.0.1\r\nContent-Length: 900\r\n`, '302 Found');
  expect(read(redirect)).toMatchObject({ answer: { status: 302, text: '' }, isReusable: false });
});

test('204 and an empty body are complete', () => {
  expect(read(head('', '204 No Content'))).toMatchObject({
    answer: { status: 204, text: '' },
    isReusable: true,
  });
  expect(read(head('Content-Length: 0\r\n'))).toMatchObject({ answer: { text: '' }, isReusable: true });
});
