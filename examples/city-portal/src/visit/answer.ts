import type { Html } from '../html/html.ts';

export type Section = 'home' | 'notices' | 'departures' | 'district';

/** A page, before its frame is drawn around it. */
export interface PageAnswer {
  readonly kind: 'page';
  readonly title: string;
  readonly body: Html;
  readonly section?: Section;
  /** Default is 200. */
  readonly status?: number;
  /** Further headers. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What a handler answers. */
export type Answer =
  | PageAnswer
  /** A part of a page, for its script. */
  | { readonly kind: 'part'; readonly body: Html }
  | {
      readonly kind: 'redirect';
      /** Path of the portal, or URL of the issuer. */
      readonly to: string;
      readonly cookies?: readonly string[];
    }
  | {
      readonly kind: 'file';
      readonly name: string;
      readonly type: string;
      readonly content: string | Uint8Array<ArrayBuffer>;
    }
  /** Server-Sent Events; each text is the data of one. */
  | { readonly kind: 'events'; readonly events: AsyncIterable<string> };

export function page(
  title: string,
  body: Html,
  rest: Omit<PageAnswer, 'kind' | 'title' | 'body'> = {},
): PageAnswer {
  return { kind: 'page', title, body, ...rest };
}

export function redirect(to: string, cookies: readonly string[] = []): Answer {
  return { kind: 'redirect', to, cookies };
}
