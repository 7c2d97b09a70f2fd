import { printable } from '../../printable.ts';
import { type JsonObject, textAt } from './json.ts';

/** A description in the languages that the document has. */
export interface LocalizedText {
  readonly en: string | null;
  readonly zh: string | null;
}

const noText: LocalizedText = { en: null, zh: null };

const longest = 400;
const han = /\p{Script=Han}/u;

/** The texts of a part: its own, or `x-description-en` and `x-description-zh`. None is invented. */
export function textsOf(node: JsonObject, keys: readonly string[] = ['description']): LocalizedText {
  const plain = keys.map((key) => textAt(node, key)).find((text) => text !== null);
  const found = plain === undefined || plain === null ? noText : inItsLanguage(plain);
  const stated = (language: string) => {
    const text = keys.map((key) => textAt(node, `x-${key}-${language}`)).find((each) => each !== null);
    return text === undefined || text === null ? null : cleaned(text);
  };
  return { en: stated('en') ?? found.en, zh: stated('zh') ?? found.zh };
}

/** One line without markup, cut after a sentence. */
function cleaned(text: string): string | null {
  const line = printable(text)
    .normalize('NFC')
    .slice(0, 10 * longest)
    .replace(/<[^<>]{0,200}>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  if (line.length <= longest) return line === '' ? null : line;
  const cut = line.slice(0, longest);
  const end = Math.max(cut.lastIndexOf('. '), cut.lastIndexOf('。'));
  return end > 0 ? cut.slice(0, end + 1) : `${cut.slice(0, cut.lastIndexOf(' ')) || cut} …`;
}

function inItsLanguage(text: string): LocalizedText {
  const line = cleaned(text);
  if (line === null) return noText;
  if (!han.test(line)) return { en: line, zh: null };
  // "开放时间 / Opening hours": one line in both.
  return { en: (line.match(/[A-Za-z]{2,}/g) ?? []).length >= 2 ? line : null, zh: line };
}
