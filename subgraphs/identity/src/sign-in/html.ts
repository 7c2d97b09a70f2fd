const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Safe markup, made only by {@link html} and {@link trusted}. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Child = Html | string | number | null | readonly Child[];

/**
 * Template of markup that escapes all values except markup.
 *
 * Safe in text and quoted attributes only, not in script, style or unquoted attributes.
 */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  const text = strings.map((string, index) => string + render(children[index] ?? null)).join('');
  return new Html(text);
}

/** Trusted markup of another library: the provider's own forms. */
export function trusted(markup: string): Html {
  return new Html(markup);
}

function render(child: Child): string {
  if (child === null) return '';
  if (child instanceof Html) return child.text;
  if (typeof child === 'string' || typeof child === 'number') {
    return String(child).replace(/[&<>"']/g, (character) => entities[character] ?? '');
  }
  return child.map(render).join('');
}
