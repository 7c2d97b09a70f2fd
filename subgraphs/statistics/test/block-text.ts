import type { NativeBlock } from '../src/engine/native-block.ts';

/** The rows of a block as lines, with tabs between the values, so that tests can name them. */
export function blockText({ bytes }: NativeBlock): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  const length = () => {
    let [value, factor] = [0, 1];
    for (;;) {
      const byte = buffer[at++] ?? 0;
      value += (byte % 128) * factor;
      if (byte < 128) return value;
      factor *= 128;
    }
  };
  const text = () => {
    const size = length();
    at += size;
    return buffer.toString('utf8', at - size, at);
  };
  const [columns, rows] = [length(), length()];
  const each = <Value>(read: () => Value) => Array.from({ length: rows }, read);
  const lines: string[][] = each(() => []);
  for (let column = 0; column < columns; column += 1) {
    text();
    const type = text();
    const isNull = type.startsWith('Nullable') ? each(() => buffer[at++] === 1) : [];
    const values = each(() => {
      if (type === 'String') return text();
      const size = type === 'UInt32' ? 4 : 8;
      at += size;
      return String(size === 4 ? buffer.readUInt32LE(at - 4) : buffer.readDoubleLE(at - 8));
    });
    for (const [row, value] of values.entries()) lines[row]?.push(isNull[row] ? '\\N' : value);
  }
  return lines.map((line) => `${line.join('\t')}\n`).join('');
}
