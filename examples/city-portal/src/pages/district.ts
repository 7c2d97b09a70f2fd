import { DistrictDocument, DistrictsDocument, RegisteredDistrictDocument } from '../civic/graphql.ts';
import { type Html, html } from '../html/html.ts';
import { icon } from '../html/icons.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import { graphLanguage } from '../texts/language.ts';
import { type Answer, page, redirect } from '../visit/answer.ts';
import { preference, rememberedPreference } from '../visit/preferences.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { districtFigures } from './district-figures.ts';
import { messagePage } from './message-page.ts';

const section = 'district';

/** The chosen district; without a choice, the list of districts. */
export async function districtPage(visit: Visit): Promise<Answer> {
  const chosen = preference(visit, 'district');
  return chosen === null
    ? districtsPage(visit)
    : redirect(pathTo(visit, `/districts/${encodeURIComponent(chosen)}`));
}

/** Districts to choose from. */
export async function districtsPage(visit: Visit): Promise<Answer> {
  const { session, texts, language, desk } = visit;
  const words = texts.district;
  const variables = { city: desk.config.city, language: graphLanguage[language] };
  const { data, refusals } = await session.query(DistrictsDocument, variables);
  const districts = data?.region?.children.nodes ?? [];
  const list = html`<section class="card"><h2>${words.choose}</h2><p class="soft">${words.chooseText}</p>
<ul class="chips">${districts.map(({ code, name }) => html`<li><a href="${pathTo(visit, `/districts/${code}`)}">${name}</a></li>`)}</ul></section>`;
  const body = html`<h1>${words.title}</h1>
${(await refusalNotices(visit, refusals)) ?? list}
${registeredLink(visit)}`;
  return page(words.title, body, { section });
}

/** The figures of a district, which becomes the chosen one. */
export async function figuresPage(visit: Visit): Promise<Answer> {
  const { session, texts, language, params } = visit;
  const words = texts.district;
  const { data, refusals } = await session.query(DistrictDocument, {
    code: params.code ?? '',
    language: graphLanguage[language],
  });
  const region = data?.region;
  if (region == null && refusals.length === 0)
    return messagePage(visit, {
      ...{ title: texts.problems.notFoundTitle, text: words.unknown, status: 404 },
      next: { to: pathTo(visit, '/districts'), name: words.other },
    });
  const body = html`<p class="back"><a href="${pathTo(visit, '/districts')}">${icon('back')}${words.other}</a></p>
<h1>${region?.name ?? words.title}</h1>
${await refusalNotices(visit, refusals)}
${region != null && districtFigures(visit, region)}`;
  const cookies = region == null ? [] : [rememberedPreference(visit.desk, 'district', region.code)];
  return page(region?.name ?? words.title, body, {
    section,
    headers: Object.fromEntries(cookies.map((cookie) => ['set-cookie', cookie])),
  });
}

/** Finds the district of the registered address, which needs a consent and a sign-in at the high level. */
export async function registeredDistrictPage(visit: Visit): Promise<Answer> {
  const { session, texts, isSignedIn, url } = visit;
  const words = texts.district;
  if (!isSignedIn) return redirect(pathTo(visit, `/sign-in?${new URLSearchParams({ from: url.pathname })}`));
  const { data, refusals } = await session.query(RegisteredDistrictDocument);
  const code = data?.me?.profile?.address?.region.code;
  if (code !== undefined) return redirect(pathTo(visit, `/districts/${encodeURIComponent(code)}`));
  const body = html`<h1>${words.title}</h1>
${(await refusalNotices(visit, refusals)) ?? html`<div class="card"><p>${words.unknownHome}</p></div>`}
<p><a href="${pathTo(visit, '/districts')}">${words.choose}</a></p>`;
  return page(words.title, body, { section });
}

function registeredLink(visit: Visit): Html {
  const { district: words } = visit.texts;
  return html`<section class="card"><p><a class="button quiet" href="${pathTo(visit, '/district/registered')}">${icon('lock')}${words.registered}</a></p>
<p class="soft">${words.registeredText}</p></section>`;
}
