import shinjitai from 'opencc-js/dict/JPShinjitaiCharacters';
import traditional from 'opencc-js/dict/TSCharacters';

const fromJapanese = readPairs(shinjitai);
const toSimplified = readPairs(traditional);

/**
 * Writes traditional and Japanese forms of Han characters in their simplified form, character by character.
 */
export function simplifyHan(text: string): string {
  return Array.from(text, (letter) => {
    const whole = fromJapanese.get(letter) ?? letter;
    return toSimplified.get(whole) ?? whole;
  }).join('');
}

/** A dictionary of OpenCC; of several targets the first is the usual one. */
function readPairs(dictionary: string): ReadonlyMap<string, string> {
  return new Map(
    dictionary.split('|').map((pair) => {
      const [from = '', to = ''] = pair.split(' ');
      return [from, to];
    }),
  );
}
