import type { ScopeDescription } from '@civic-graph/agencies';
import { isTestConsent, ownAccess } from '../../issuer/token-claims.ts';
import { type Html, html } from '../../sign-in/html.ts';
import { listed } from '../format.ts';
import type { Language, Say } from '../language.ts';
import { sayIn } from '../language.ts';
import { actionWords } from './action-words.ts';
import type { LogEntry } from './log-entry.ts';

type Told = Pick<LogEntry, 'app' | 'officialOf' | 'purpose' | 'groups' | 'agencies'> & {
  readonly record: Pick<LogEntry['record'], 'caller' | 'consent'>;
};

/** Who read what, and for what, in one sentence. */
export function sentence(entry: Told, language: Language): Html {
  const say = sayIn(language);
  const done = deeds(entry, language);
  switch (entry.record.caller) {
    case 'operator':
      return officialsSentence(agencyName(entry.officialOf, say), done, say);
    case 'admin':
      return officialsSentence(say('平台', 'the platform'), done, say);
    default: {
      const app = html`<strong>${appName(entry, say)}</strong>`;
      const alone = entry.record.caller !== 'citizen';
      return language === 'zh'
        ? html`${app}${alone ? '在您未使用时' : ''}${done}${purposeOf(entry, say)}。`
        : html`${app} ${done}${alone ? ', without you using it,' : ''}${purposeOf(entry, say)}.`;
    }
  }
}

/** The app or office that has read, as a name. */
export function readerName({ app, officialOf, record }: Told, say: Say): string {
  if (record.caller === 'operator') return agencyName(officialOf, say);
  if (record.caller === 'admin') return say('平台', 'The platform');
  return appName({ app, record }, say);
}

function officialsSentence(office: string, done: string, say: Say): Html {
  return html`${say('', 'An official of ')}<strong>${office}</strong>${say(
    `的工作人员因公务${done}。`,
    ` ${done} on official duty.`,
  )}`;
}

function appName({ app, record }: Pick<Told, 'app' | 'record'>, say: Say): string {
  // The client of these pages is none of the partners' apps.
  if (record.consent === ownAccess) return say('“我的数据”页面', 'This page, My data,');
  return app === null
    ? say('一个未列出的应用', 'An app that is no longer listed')
    : say(app.name_zh, app.name_en);
}

function agencyName(agency: LogEntry['officialOf'], say: Say): string {
  return agency === null ? say('某部门', 'an agency') : say(agency.name_zh, agency.name_en);
}

function purposeOf({ purpose, record }: Told, say: Say): string {
  if (record.consent === ownAccess) return say('，供您本人查看', ' to show you');
  if (isTestConsent(record.consent)) return say('，系开发者测试', ' in a test by its developer');
  if (purpose === null) return '';
  const english = purpose.title_en.startsWith('to ') ? ` ${purpose.title_en}` : `, for: ${purpose.title_en}`;
  return say(`，用于${purpose.title_zh}`, english);
}

/** What was read, and what was done for the citizen. */
function deeds({ groups, agencies }: Pick<LogEntry, 'groups' | 'agencies'>, language: Language): string {
  const say = sayIn(language);
  const actions = groups.flatMap(({ title }) => actionWords(title) ?? []);
  const titles = groups.filter(({ title }) => actionWords(title) === null).map(({ title }) => title);
  const acts = actions.map(({ zh, en }) => say(zh, en));
  if (titles.length === 0 && acts.length > 0) return listed(acts, language);
  const what = dataRead(titles, agencies, language);
  if (acts.length === 0) return say(`查阅了您的${what}`, `read ${what}`);
  return say(`查阅了您的${what}，并${listed(acts, language)}`, `read ${what}, and ${listed(acts, language)}`);
}

/** The data groups; without one the agencies, because somebody held what was read. */
function dataRead(
  titles: readonly ScopeDescription['title'][],
  agencies: LogEntry['agencies'],
  language: Language,
): string {
  const say = sayIn(language);
  if (titles.length > 0) {
    return listed(
      titles.map(({ zh, en }) => say(zh, yours(en))),
      language,
    );
  }
  const holders = listed(
    agencies.map((agency) => agencyName(agency, say)),
    language,
  );
  return say(`数据（由${holders}保存）`, `your data held by ${holders}`);
}

/** A title of a data group inside a sentence: “Transit passes” becomes “your transit passes”. */
function yours(title: string): string {
  const inside = /^[A-Z][a-z]/.test(title) ? title.charAt(0).toLowerCase() + title.slice(1) : title;
  return /^(?:your|who|what|which|whether|how|where|when) /.test(inside) ? inside : `your ${inside}`;
}
