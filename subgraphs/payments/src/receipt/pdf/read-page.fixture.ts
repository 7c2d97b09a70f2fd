import { inflateSync } from 'node:zlib';
import jsQR from 'jsqr';

/** All streams of a PDF of ours that are compressed, as they were before. */
function streamsOf(pdf: Buffer): string[] {
  const found = pdf.toString('latin1').matchAll(/\/Length (\d+)\n\/Filter \/FlateDecode\n>>\nstream\n/g);
  return [...found].map(({ index, 0: head, 1: length }) => {
    const start = index + head.length;
    return inflateSync(pdf.subarray(start, start + Number(length))).toString('latin1');
  });
}

const drawingOf = (pdf: Buffer) => streamsOf(pdf).find((stream) => stream.includes('\nBT\n')) ?? '';

/** The characters of each font's glyphs, in the order of the fonts' names, F1 and on. */
function charactersOfFonts(pdf: Buffer): string[][] {
  return streamsOf(pdf)
    .map((stream) => /beginbfrange\n<\w+> <\w+> \[(.*)\]\nendbfrange/.exec(stream)?.[1])
    .filter((range) => range !== undefined)
    .map((range) =>
      Array.from(range.matchAll(/<([\da-f ]+)>/g), ([, units = '']) =>
        String.fromCharCode(...units.split(' ').map((unit) => Number.parseInt(unit, 16))),
      ),
    );
}

/**
 * What a reader copies from the page, a line for each piece of text. A character that the font lacks is not in it: it has the
 * glyph 0, which is none.
 */
export function textOf(pdf: Buffer): string[] {
  const characters = charactersOfFonts(pdf);
  const shown = drawingOf(pdf).matchAll(/\/F(\d) [\d.]+ Tf\n\[(.*?)\] TJ/g);
  return Array.from(shown, ([, font, pieces = '']) => {
    const glyphs = Array.from(
      pieces.matchAll(/<([\da-f]+)>/g),
      ([, piece = '']) => piece.match(/.{4}/g) ?? [],
    );
    const ofFont = characters[Number(font) - 1] ?? [];
    return glyphs
      .flat()
      .map((glyph) => (glyph === '0000' ? '' : ofFont[Number.parseInt(glyph, 16)]))
      .join('');
  });
}

/** What a camera reads from the page: its rectangles of whole modules, painted and given to a decoder. */
export function scan(pdf: Buffer): string {
  const scale = 4;
  const rectangles = Array.from(drawingOf(pdf).matchAll(/^(\d+) (\d+) (\d+) 1 re$/gm), (found) =>
    found.slice(1).map((number) => Number(number) * scale),
  );
  const side = Math.max(...rectangles.map(([x = 0, , run = 0]) => x + run)) + 4 * scale;
  const pixels = new Uint8ClampedArray(side * side * 4).fill(255);
  for (const [x = 0, y = 0, run = 0] of rectangles) {
    for (let row = y; row < y + scale; row += 1) {
      for (let column = x; column < x + run; column += 1) {
        const at = (row * side + column) * 4;
        pixels.fill(0, at, at + 3);
      }
    }
  }
  const found = jsQR.default(pixels, side, side);
  if (found === null) throw new Error('no QR code on this page');
  return found.data;
}
