/** A minimal browser for sign-ins: keeps cookies by path, follows redirects, submits forms. */
export interface Visit {
  readonly status: number;
  readonly url: string;
  readonly headers: Headers;
  readonly text: string;
}

export class Browser {
  readonly #origin: string;
  readonly #cookies = new Map<string, { value: string; path: string }>();

  constructor(origin: string) {
    this.#origin = origin;
  }

  /** Follows redirects inside the issuer; returns the first one that leaves it. */
  async open(url: string, init: RequestInit = {}): Promise<Visit> {
    const target = new URL(url, this.#origin);
    if (target.origin !== this.#origin) {
      return { status: 302, url: target.href, headers: new Headers(), text: '' };
    }
    const headers = { ...init.headers, cookie: this.#cookiesFor(target.pathname) };
    const response = await fetch(target, { ...init, headers, redirect: 'manual' });
    for (const cookie of response.headers.getSetCookie()) this.#store(cookie);
    const location = response.headers.get('location');
    if (location !== null) return this.open(new URL(location, target).href);
    return {
      status: response.status,
      url: target.href,
      headers: response.headers,
      text: await response.text(),
    };
  }

  /** Submits the form whose action ends in `step`, with its hidden fields that `fields` does not replace. */
  async submit(page: Visit, step: string, fields: readonly [string, string][] = []): Promise<Visit> {
    const form = formOf(page.text, step);
    const named = new Set(fields.map(([name]) => name));
    return this.post(form.action, [...form.hidden.filter(([name]) => !named.has(name)), ...fields]);
  }

  async post(url: string, fields: readonly [string, string][]): Promise<Visit> {
    return this.open(url, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams([...fields]).toString(),
    });
  }

  #cookiesFor(path: string): string {
    return [...this.#cookies]
      .filter(([, cookie]) => path.startsWith(cookie.path))
      .map(([name, { value }]) => `${name}=${value}`)
      .join('; ');
  }

  #store(header: string): void {
    const [pair = '', ...attributes] = header.split(/;\s*/);
    const [name = '', value = ''] = pair.split(/=(.*)/);
    const path = attributes.find((attribute) => /^path=/i.test(attribute))?.slice(5) ?? '/';
    if (value === '') this.#cookies.delete(name);
    else this.#cookies.set(name, { value, path });
  }
}

export function formOf(html: string, step: string): { action: string; hidden: [string, string][] } {
  for (const [, attributes = '', content = ''] of html.matchAll(/<form([^>]*)>(.*?)<\/form>/gs)) {
    const action = /action="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (!action.endsWith(step)) continue;
    const hidden = [...content.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/?>/g)];
    return { action, hidden: hidden.map(([, name = '', value = '']) => [name, value]) };
  }
  throw new Error(`the page has no form for ${step}:\n${html}`);
}
