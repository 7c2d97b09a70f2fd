/** The words of a text: of names also their parts, and of Chinese every two characters. */
export function catalogueWords(text: string): string[] {
  const runs = text.split(/[^\p{Letter}\p{Number}]+/u).flatMap((run) => run.match(scripts) ?? []);
  const words = runs.flatMap((run) => (han.test(run) ? pairsOf(run) : [run, ...run.split(partOfName)]));
  return [...new Set(words)].map((word) => word.toLowerCase());
}

/** The singular of an English word, so that “notice” and “notices” find each other. */
export function singular(word: string): string {
  if (word.length < 4 || /(?:ss|us|is)$/.test(word)) return word;
  return word.replace(/ies$/, 'y').replace(/(?<=s|x|ch|sh)es$|s$/, '');
}

const scripts = /\p{Script=Han}+|\P{Script=Han}+/gu;
const han = /^\p{Script=Han}/u;
/** `transitPasses` has the parts transit and Passes. */
const partOfName = /(?<=[\p{Lowercase}\p{Number}])(?=\p{Uppercase})/u;

/** Chinese has no spaces between words, and most words have two characters. */
function pairsOf(run: string): string[] {
  const characters = [...run];
  if (characters.length < 2) return characters;
  return characters.slice(1).map((character, index) => `${characters[index]}${character}`);
}
