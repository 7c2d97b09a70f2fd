const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Text that is markup already. Only {@link html} and {@link trusted} make it. */
export class Html {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

type Child = Html | string | number | null | readonly Child[];

/**
 * Markup from a template; everything that is put in is escaped, unless it is markup itself.
 *
 * Safe in text and in quoted attributes. It must not be used inside script, style or unquoted attributes, and
 * our content security policy allows no inline script or style anyway.
 */
export function html(strings: TemplateStringsArray, ...children: readonly Child[]): Html {
  const text = strings.map((string, index) => string + render(children[index] ?? null)).join('');
  return new Html(text);
}

/** Markup of somebody else that we trust: the provider's own forms. */
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
