import { type Html, html } from '../../sign-in/html.ts';
import type { MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { day, listed } from '../format.ts';
import { type ConsentChain, consentChains } from './consent-chain.ts';

/** What happened just before, named in the query. */
export type Done = 'narrowed' | 'withdrawn';

export function parseDone(query: unknown): Done | null {
  const value = typeof query === 'object' && query !== null ? Reflect.get(query, 'done') : undefined;
  return value === 'narrowed' || value === 'withdrawn' ? value : null;
}

export async function consentsPage(visit: Visit, done: Done | null): Promise<MyDataPage> {
  const { say } = visit;
  const chains = await consentChains(visit);
  const [active, ended] = [true, false].map((inForce) =>
    chains.filter(({ status }) => (status === 'ACTIVE') === inForce),
  );
  return {
    kind: 'page',
    section: 'consents',
    title: say('我的授权', 'My consents'),
    body: html`${doneNote(done, say)}
<p class="lead">${say(
      '您允许以下应用为指定用途查阅您的数据。您可以随时缩小授权范围或撤回授权，两秒内生效：该应用此前取得的访问凭证随即失效。',
      'You allow these apps to read your data for a purpose. You can narrow or withdraw each consent at any time. It takes effect within two seconds: the access that the app was given before no longer works.',
    )}</p>
${active?.length ? active.map((chain) => card(chain, visit)) : html`<p class="empty">${say('没有有效的授权。', 'No consent is in force.')}</p>`}
${
  ended?.length
    ? html`<p class="divider">${say('已结束的授权', 'Consents that have ended')}</p>${ended.map((chain) => card(chain, visit))}`
    : null
}`,
  };
}

export function doneNote(done: Done | null, say: Visit['say']): Html | null {
  if (done === null) return null;
  return html`<p class="done" role="status">${
    done === 'withdrawn'
      ? say(
          '授权已撤回。该应用不能再为此用途读取您的数据。',
          'The consent is withdrawn. The app can no longer read your data for this purpose.',
        )
      : say(
          '授权已缩小。该应用只能读取您保留的数据。',
          'The consent is narrowed. The app can read only what you have kept.',
        )
  }</p>`;
}

function card({ app, purpose, latest, status, groups }: ConsentChain, { say, language, home }: Visit): Html {
  const titles = groups.map(({ title }) => say(title.zh, title.en));
  return html`<article class="read">
<h2><a href="${home}/consents/${latest.id}">${say(app.name_zh, app.name_en)}</a></h2>
<p>${say(purpose.title_zh, purpose.title_en)}</p>
${titles.length === 0 ? null : html`<p>${say('可查阅：', 'May read: ')}${listed(titles, language)}</p>`}
<p class="meta">${stateOf({ latest, status }, { say, language })}</p>
${status === 'ACTIVE' ? html`<p class="ask"><a href="${home}/consents/${latest.id}">${say('更改或撤回', 'Change or withdraw')}<span class="hidden"> ${say(app.name_zh, app.name_en)}</span></a></p>` : null}
</article>`;
}

export function stateOf(
  { latest, status }: Pick<ConsentChain, 'latest' | 'status'>,
  { say, language }: Pick<Visit, 'say' | 'language'>,
): Html {
  switch (status) {
    case 'ACTIVE':
      return html`${say('有效期至', 'In force until ')}${day(latest.valid_until, language)}`;
    case 'EXPIRED':
      return html`${say('已过期：', 'Expired on ')}${day(latest.valid_until, language)}`;
    case 'WITHDRAWN':
      return html`${say('已撤回：', 'Withdrawn on ')}${day(latest.valid_from, language)}`;
  }
}
