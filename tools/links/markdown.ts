/** A link of a Markdown text to a file or heading of the repository. */
export interface Link {
  readonly line: number;
  readonly target: string;
}

/** Links to other machines; the check is offline. */
const external = /^(?:[a-z][a-z\d+.-]*:|\/\/)/i;

/** Code is blanked and not removed, so that line numbers stay right. */
function withoutCode(markdown: string): string {
  const blank = (text: string) => text.replace(/[^\n]/g, ' ');
  return markdown
    .replace(/^(`{3,}|~{3,}).*\n(?:.*\n)*?\1`*~*[ \t]*$/gm, blank)
    .replace(/(`+)(?!`)[^\n]*?(?<!`)\1(?!`)/g, blank)
    .replace(/<!--[\s\S]*?-->/g, blank);
}

/** Links and images of a Markdown text, inline and by reference; links to other machines are left out. */
export function linksOf(markdown: string): Link[] {
  const text = withoutCode(markdown);
  const inline = text.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g);
  const byReference = text.matchAll(/^ {0,3}\[[^\]]+\]:\s+<?(\S+?)>?(?:\s|$)/gm);
  return [...inline, ...byReference]
    .map(({ 1: target = '', index }) => ({ line: text.slice(0, index).split('\n').length, target }))
    .filter(({ target }) => !external.test(target));
}

/** Anchors of a Markdown text, made from its headings as GitHub makes them. */
export function anchorsOf(markdown: string): ReadonlySet<string> {
  const seen = new Map<string, number>();
  // Code in a heading is part of its anchor; a fenced block holds no heading.
  const text = markdown.replace(/^(`{3,}|~{3,}).*\n(?:.*\n)*?\1`*~*[ \t]*$/gm, '');
  const headings = [...text.matchAll(/^ {0,3}#{1,6}\s+(.+?)\s*#*\s*$/gm)].map(({ 1: title = '' }) => {
    const slug = slugOf(title);
    const count = seen.get(slug) ?? 0;
    seen.set(slug, count + 1);
    return count === 0 ? slug : `${slug}-${count}`;
  });
  const explicit = [...text.matchAll(/<a (?:id|name)="([^"]+)"/g)].map(({ 1: id = '' }) => id);
  return new Set([...headings, ...explicit]);
}

function slugOf(title: string): string {
  return title
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .toLowerCase()
    .replace(/[^\p{L}\p{M}\p{N}\p{Pc}\- ]/gu, '')
    .replaceAll(' ', '-');
}
