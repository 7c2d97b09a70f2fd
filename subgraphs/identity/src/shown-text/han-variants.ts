import shinjitai from 'opencc-js/dict/JPShinjitaiCharacters';
import traditional from 'opencc-js/dict/TSCharacters';

const fromJapanese = readPairs(shinjitai);
const toSimplified = readPairs(traditional);

/** Converts traditional and Japanese Han characters to simplified ones, character by character. */
export function simplifyHan(text: string): string {
  return Array.from(text, (letter) => {
    const whole = fromJapanese.get(letter) ?? letter;
    return toSimplified.get(whole) ?? whole;
  }).join('');
}

/** An OpenCC dictionary; the first of several targets is the usual one. */
function readPairs(dictionary: string): ReadonlyMap<string, string> {
  return new Map(
    dictionary.split('|').map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return [from, to];
    }),
  );
}
