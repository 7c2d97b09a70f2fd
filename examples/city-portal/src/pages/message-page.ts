import { html } from '../html/html.ts';
import { type PageAnswer, page } from '../visit/answer.ts';
import { pathTo, type Visit } from '../visit/visit.ts';

interface Message {
  readonly title: string;
  readonly text: string;
  readonly status: number;
  /** Default is the start page. */
  readonly next?: { readonly to: string; readonly name: string };
  readonly headers?: Readonly<Record<string, string>>;
}

/** A page that only says something, and where to go. */
export function messagePage(visit: Visit, { title, text, status, next, headers = {} }: Message): PageAnswer {
  const { to, name } = next ?? { to: pathTo(visit, ''), name: visit.texts.problems.toHome };
  const body = html`<div class="card message"><h1>${title}</h1><p>${text}</p><p><a class="button" href="${to}">${name}</a></p></div>`;
  return page(title, body, { status, headers });
}

export function notFoundPage(visit: Visit): PageAnswer {
  const { notFoundTitle: title, notFoundText: text } = visit.texts.problems;
  return messagePage(visit, { title, text, status: 404 });
}

/** Neither gateway nor issuer answers. */
export function unavailablePage(visit: Visit): PageAnswer {
  const { unavailableTitle: title, unavailableText: text } = visit.texts.problems;
  return messagePage(visit, { title, text, status: 503, headers: { 'retry-after': '5' } });
}

export function staleFormPage(visit: Visit): PageAnswer {
  const { staleFormTitle: title, staleFormText: text } = visit.texts.problems;
  return messagePage(visit, { title, text, status: 403 });
}
