/** Characters of the texts of a proposal. */
const longest = {
  schema: 300_000,
  policyCases: 300_000,
  title: 200,
  description: 5_000,
  comment: 2_000,
  reason: 500,
} as const;

/** Characters that hide or reorder the text around them; lines may be broken. */
const hidden = /[\p{Cf}\p{Zl}\p{Zp}]|(?![\n\t])\p{Cc}/u;

/** @returns what is wrong with a text for people, or `null` */
export function textProblem(name: keyof typeof longest, text: string, isLine: boolean): string | null {
  const length = text.trim().length;
  if (length === 0 || text.length > longest[name]) {
    return `${name}: must have 1 to ${longest[name]} characters`;
  }
  if (hidden.test(text)) return `${name}: remove control characters and invisible ones`;
  return isLine && text.includes('\n') ? `${name}: must be one line` : null;
}

/** @returns what is wrong with a text for programs, or `null` */
export function sourceProblem(name: 'schema' | 'policyCases', text: string): string | null {
  if (text.length > longest[name])
    return `${name}: has ${text.length} characters; the limit is ${longest[name]}`;
  // PostgreSQL cannot store it.
  return text.includes('\0') ? `${name}: remove the NUL character (U+0000)` : null;
}
