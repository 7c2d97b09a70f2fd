import { Readable } from 'node:stream';
import { positionOf, recordsOfSubject } from '../../access-log/find-records.ts';
import { mostQuestions, questionsOfSubject } from '../../access-questions/find-questions.ts';
import { civilDate } from '../../citizen/age.ts';
import { html } from '../../sign-in/html.ts';
import type { Answer, MyDataPage } from '../answer.ts';
import type { Visit } from '../desk.ts';
import { describeEntry, type LogEntry } from '../log/log-entry.ts';
import { factClasses, ownFacts } from './own-facts.ts';

/** Maximum number of access records in one file, newest first. */
const mostRecords = 50_000;
const batchLength = 100;

/** Held here too, and not in the file; the page says why. */
const notIncluded = [
  'national identity number',
  'sign-in sessions',
  'linked sign-in accounts',
  'counters that detect profiling',
];

/** The citizen's data as one JSON document, written while it is read; one at a time. */
export function download(visit: Visit): Answer {
  const { desk, citizen, now } = visit;
  if (desk.downloading.has(citizen.key)) return inProgressPage(visit);
  desk.downloading.add(citizen.key);
  const body = Readable.from(documentOf(visit));
  body.once('close', () => desk.downloading.delete(citizen.key));
  return { kind: 'download', name: `my-data-${civilDate(now)}.json`, body };
}

function inProgressPage({ say, home }: Visit): MyDataPage {
  return {
    kind: 'page',
    status: 429,
    section: 'facts',
    title: say('正在下载', 'A download is in progress'),
    back: { to: '/facts', name: say('返回个人信息', 'Back to your details') },
    body: html`<p>${say(
      '您的数据正在另一个窗口或设备上下载。请等待其完成，然后',
      'Your data is being downloaded in another window or on another device. Wait until it has finished, then ',
    )}<a href="${home}/download" download>${say('重新下载', 'download it again')}</a>${say('。', '.')}</p>`,
  };
}

async function* documentOf(visit: Visit): AsyncGenerator<string> {
  const { desk, citizen, loaders, now } = visit;
  const { shown, withheld } = await ownFacts(visit);
  yield `{"createdAt":${JSON.stringify(now)},"issuer":${JSON.stringify(desk.issuer)},"notIncluded":${JSON.stringify(notIncluded)},`;
  const facts = shown.map(({ fact, value, source, updated_at }) => {
    return { fact, value, dataClass: factClasses[fact], source, lastUpdated: updated_at };
  });
  yield `"facts":${JSON.stringify(facts)},"factsWithheldBelowHighAssurance":${JSON.stringify(withheld)},`;
  const consents = (await loaders.consents.load(citizen.key)).map(
    ({ citizen_key, is_latest, ...consent }) => consent,
  );
  yield `"consents":${JSON.stringify(consents)},`;
  const questions = await questionsOfSubject(desk.database, desk.hashSubject(citizen.key));
  // Without the pseudonym, and without the official who has answered.
  const own = questions.map(({ subject, answered_by, ...question }) => question);
  const areAll = questions.length < mostQuestions;
  yield `"questions":${JSON.stringify(own)},"questionsComplete":${areAll},"accessLog":[`;
  const isComplete = yield* recordsOf(visit);
  yield `],"accessLogComplete":${isComplete}}\n`;
}

async function* recordsOf(visit: Visit): AsyncGenerator<string, boolean> {
  const { desk, citizen } = visit;
  const subject = desk.hashSubject(citizen.key);
  let after: ReturnType<typeof positionOf> | null = null;
  for (let written = 0; written < mostRecords; written += batchLength) {
    const rows = await recordsOfSubject(desk.database, subject, { first: batchLength, after });
    const batch = rows.slice(0, batchLength);
    const entries = await Promise.all(batch.map((record) => describeEntry(record, visit)));
    for (const [index, entry] of entries.entries()) {
      yield `${written + index === 0 ? '' : ','}${JSON.stringify(portable(entry))}`;
    }
    const last = batch.at(-1);
    if (last === undefined || rows.length <= batchLength) return true;
    after = positionOf(last);
  }
  return false;
}

function portable({ record, app, officialOf, purpose, groups, agencies, consent }: LogEntry): object {
  const { hash, chain, number, time, caller, fields } = record;
  return {
    time,
    readBy: caller,
    app: app && { clientId: app.client_id, name: { zh: app.name_zh, en: app.name_en } },
    officialOf: officialOf?.id ?? null,
    purpose: purpose && { id: purpose.id, title: { zh: purpose.title_zh, en: purpose.title_en } },
    lawfulBasis: purpose?.lawful_basis ?? null,
    consent: consent?.id ?? null,
    dataGroups: groups.map(({ id, title }) => ({ id, title })),
    fields: Object.values(fields).flat(),
    agencies: agencies.map(({ id }) => id),
    ...{ chain, position: Number(number), hash },
  };
}
