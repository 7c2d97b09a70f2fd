import type { Refusal } from '@civic-graph/client';
import { type Html, html } from '../html/html.ts';
import { rememberRefusal } from '../visit/remembered.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { type Explanation, explainRefusal } from './explain-refusal.ts';
import { mergeRefusals } from './merge-refusals.ts';

/** Draws what a page lacks, and how to get it. @param refusals of the page's operations */
export async function refusalNotices(visit: Visit, refusals: readonly Refusal[]): Promise<Html | null> {
  if (refusals.length === 0) return null;
  const merged = mergeRefusals(refusals);
  const { desk, sessionId, url } = visit;
  for (const refusal of merged) {
    const isRemediable = refusal.kind === 'consent-needed' || refusal.kind === 'step-up-needed';
    if (isRemediable && sessionId !== null) await rememberRefusal(desk, sessionId, url.pathname, refusal);
  }
  return html`${merged.map((refusal) => notice(visit, refusal))}`;
}

function notice(visit: Visit, refusal: Refusal): Html {
  const { title, text, action } = explainRefusal(refusal, visit.texts);
  return html`<section class="notice ${refusal.kind}">
<h2>${title}</h2>
<p>${text}</p>
${action === null ? null : html`<p><a class="button" href="${linkTo(visit, action.to, refusal.kind)}">${action.name}</a></p>`}
</section>`;
}

type Target = NonNullable<Explanation['action']>['to'];

function linkTo(visit: Visit, to: Target, kind: Refusal['kind']): string {
  const from = visit.url.pathname;
  if (to === 'again') return from;
  const query = new URLSearchParams({ from, ...(to === 'allow' && { kind }) });
  return pathTo(visit, `/${to}?${query}`);
}
