import { ResidentsDocument, WelcomeDocument, type WelcomeQuery } from '../civic/graphql.ts';
import { lineChart } from '../html/charts.ts';
import { type Html, html } from '../html/html.ts';
import { icon } from '../html/icons.ts';
import { refusalNotices } from '../refusals/refusal-notices.ts';
import { graphLanguage } from '../texts/language.ts';
import { type Answer, page } from '../visit/answer.ts';
import { preference } from '../visit/preferences.ts';
import { pathTo, type Visit } from '../visit/visit.ts';
import { departureBoard, readBoard } from './departure-board.ts';
import { homeStop } from './departures.ts';
import { knownValues } from './district-figures.ts';
import { byDueDate, isDue, today } from './notice-list.ts';

/** The start page: what is due, the next departures, the district. */
export async function homePage(visit: Visit): Promise<Answer> {
  const [top, departures, district] = await Promise.all([
    visit.isSignedIn ? welcome(visit) : introduction(visit),
    departuresCard(visit),
    districtCard(visit),
  ]);
  const body = html`${top}<div class="columns">${departures}${district}</div>`;
  return page(visit.texts.site.home, body, { section: 'home' });
}

function introduction(visit: Visit): Html {
  const { texts } = visit;
  return html`<section class="hero"><h1>${texts.home.title}</h1><p class="lead">${texts.home.lead}</p>
<p><a class="button" href="${pathTo(visit, '/sign-in')}">${texts.site.signIn}</a></p>
<p class="privacy">${icon('lock')}${texts.home.privacy}</p></section>`;
}

async function welcome(visit: Visit): Promise<Html> {
  const { session, language } = visit;
  const { data, refusals } = await session.query(WelcomeDocument, { language: graphLanguage[language] });
  const name = data?.me?.profile?.name?.value;
  const hello = greeting(visit);
  const heading =
    name == null ? hello : html`${hello}${language === 'zh' ? '，' : ', '}<span lang="zh-CN">${name}</span>`;
  return html`<section class="hero"><h1>${heading}</h1>${dueSummary(visit, data)}</section>
${await refusalNotices(visit, refusals)}`;
}

function dueSummary(visit: Visit, data: WelcomeQuery | null): Html | null {
  const { texts, format } = visit;
  const notices = data?.me?.notices?.nodes;
  if (notices == null) return null;
  const due = notices.filter(isDue).sort(byDueDate);
  const [first] = due;
  if (first === undefined) return html`<p class="lead">${icon('check')}${texts.home.nothingDue}</p>`;
  const total = due.reduce((sum, notice) => sum + BigInt((notice.due ?? notice.amount).amountMinor), 0n);
  const money = { amountMinor: String(total), currency: first.amount.currency };
  const dueWord = (date: string) => (date < today(visit) ? texts.home.late : texts.home.next);
  return html`<p class="owed"><span>${texts.home.due(due.length)}</span> <strong>${format.money(money)}</strong></p>
${first.dueDate != null && html`<p class="lead">${dueWord(first.dueDate)(format.day(first.dueDate))}</p>`}
<p><a class="button" href="${pathTo(visit, '/notices')}">${texts.home.seeNotices}</a></p>`;
}

function greeting({ texts: { home }, desk: { now, config } }: Visit): string {
  const format = new Intl.DateTimeFormat('en', {
    hour: 'numeric',
    hourCycle: 'h23',
    timeZone: config.timeZone,
  });
  const hour = Number(format.format(now()));
  if (hour >= 5 && hour < 12) return home.morning;
  return hour >= 12 && hour < 18 ? home.afternoon : home.evening;
}

async function departuresCard(visit: Visit): Promise<Html> {
  const { texts } = visit;
  const { board, refusals } = await readBoard(visit, homeStop(visit), 4);
  const content =
    board === null ? ((await refusalNotices(visit, refusals)) ?? null) : departureBoard(visit, board);
  return html`<section class="card flush"><h2>${icon('place')}${board?.name ?? texts.departures.title}</h2>${content}
<p class="inset"><a href="${pathTo(visit, '/departures')}">${texts.home.seeDepartures}</a></p></section>`;
}

async function districtCard(visit: Visit): Promise<Html> {
  const { texts, session, language, format, desk } = visit;
  const code = preference(visit, 'district') ?? desk.config.city;
  const { data, refusals } = await session.query(ResidentsDocument, {
    code,
    language: graphLanguage[language],
  });
  const region = data?.region;
  const series = region?.residents?.series[0];
  const latest = series?.latest;
  const figure =
    latest?.value == null
      ? html`<p>${texts.home.noFigures}</p>`
      : html`<p class="figure">${format.number(latest.value)}</p><p class="soft">${texts.home.residents(latest.timePeriod)}</p>
${lineChart(knownValues(series?.observations ?? []))}`;
  const name = region?.name ?? texts.site.district;
  return html`<section class="card"><h2>${icon('district')}${name}</h2>${(await refusalNotices(visit, refusals)) ?? figure}
<p><a href="${pathTo(visit, '/district')}">${texts.home.seeDistrict(name)}</a></p></section>`;
}
