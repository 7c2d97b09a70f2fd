import { Readable } from 'node:stream';
import { z } from 'zod';
import { evidenceOf } from '../access-log/find-evidence.ts';
import { proofOf } from '../access-log/find-proof.ts';
import { type AccessRecordRow, recordOfSubject } from '../access-log/find-records.ts';
import { askAboutAccess } from '../access-questions/ask.ts';
import { questionsOfSubject } from '../access-questions/find-questions.ts';
import type { Answer } from './answer.ts';
import { consentChainOf } from './consents/consent-chain.ts';
import { consentPage, withdrawPage } from './consents/consent-page.ts';
import { consentsPage, parseDone } from './consents/consents-page.ts';
import { narrow, withdraw } from './consents/decide-consent.ts';
import type { Visit } from './desk.ts';
import { download } from './facts/download.ts';
import { factsPage } from './facts/facts-page.ts';
import { entryPage } from './log/entry-page.ts';
import { describeEntry } from './log/log-entry.ts';
import { parseLogFilter } from './log/log-filter.ts';
import { logPage } from './log/log-page.ts';
import { readLog } from './log/read-log.ts';
import { type AskForm, emptyForm } from './log/why-section.ts';
import { paymentsPage } from './payments/payments-page.ts';
import { questionsPage } from './questions/questions-page.ts';
import { citizenSecurity } from './security/citizen-security.ts';

/** The part of a request that a handler reads. */
export interface MyDataRequest {
  /** Id in the path; empty if the path has none. */
  readonly id: string;
  readonly query: unknown;
  /** Fields of a submitted form, whose token is already checked. */
  readonly form: URLSearchParams;
  /** Whether a page of another origin made the request (Fetch Metadata, `Sec-Fetch-Site`). */
  readonly isCrossOrigin: boolean;
}

/** `null`: there is no such page for this citizen. */
export type Handler = (visit: Visit, request: MyDataRequest) => Promise<Answer | null> | Answer | null;

/** Pages by path below `/me/<language>`. */
export const pages: Readonly<Record<string, Handler>> = {
  '/': async (visit, { query }) => {
    const filter = parseLogFilter(query);
    return logPage(await readLog(visit, filter), filter, visit);
  },
  '/entries/:id': async (visit, { id }) => showEntry(visit, await ownRecord(visit, id), emptyForm),
  '/entries/:id/proof': async (visit, { id, isCrossOrigin }) => {
    const record = await ownRecord(visit, id);
    if (record === undefined) return null;
    const found = await proofOf(visit.desk.database, record);
    if (isCrossOrigin || found.kind !== 'proof')
      return { kind: 'redirect', to: `/entries/${record.hash}#verify` };
    const name = `proof-${record.chain}-${record.number}.json`;
    return { kind: 'download', name, body: Readable.from(`${JSON.stringify(found.proof)}\n`) };
  },
  '/questions': (visit) => questionsPage(visit),
  '/consents': (visit, { query }) => consentsPage(visit, parseDone(query)),
  '/consents/:id': async (visit, { id, query }) => {
    const chain = await consentChainOf(id, visit);
    return chain === undefined ? null : consentPage(chain, visit, parseDone(query));
  },
  '/consents/:id/withdraw': async (visit, { id }) => {
    const chain = await consentChainOf(id, visit);
    if (chain === undefined) return null;
    return chain.status === 'ACTIVE'
      ? withdrawPage(chain, visit)
      : { kind: 'redirect', to: `/consents/${chain.latest.id}` };
  },
  '/facts': (visit) => factsPage(visit),
  '/payments': (visit, { query }) => paymentsPage(visit, parseAfter(query)),
  ...citizenSecurity.pages,
  // A link on another page must not store the citizen's data on a shared computer.
  '/download': (visit, { isCrossOrigin }) =>
    isCrossOrigin ? { kind: 'redirect', to: '/facts' } : download(visit),
};

/** Forms by path below `/me/<language>`; each needs the token of its path. */
export const forms: Readonly<Record<string, Handler>> = {
  '/entries/:id/why': async (visit, { id, form }) => {
    const { desk, citizen, now } = visit;
    const record = await ownRecord(visit, id);
    if (record === undefined) return null;
    const text = form.get('question') ?? '';
    const subject = desk.hashSubject(citizen.key);
    const question = { record, subject, agency: form.get('agency') ?? '', text };
    const rights = { database: desk.database, directory: desk.agencies.current };
    const outcome = await askAboutAccess(rights, question, now);
    return outcome.kind === 'asked'
      ? { kind: 'redirect', to: `/entries/${record.hash}#why` }
      : showEntry(visit, record, { text, problem: outcome.kind });
  },
  '/consents/:id': (visit, { id, form }) => narrow(visit, id, form),
  '/consents/:id/withdraw': (visit, { id }) => withdraw(visit, id),
  ...citizenSecurity.forms,
};

function parseAfter(query: unknown): string | null {
  const parsed = z.object({ after: z.string().max(500) }).safeParse(query);
  return parsed.success ? parsed.data.after : null;
}

function ownRecord({ desk, citizen }: Visit, hash: string): Promise<AccessRecordRow | undefined> {
  return recordOfSubject(desk.database, desk.hashSubject(citizen.key), hash);
}

async function showEntry(
  visit: Visit,
  record: AccessRecordRow | undefined,
  form: AskForm,
): Promise<Answer | null> {
  if (record === undefined) return null;
  const { desk, citizen } = visit;
  const [entry, evidence, proof, questions] = await Promise.all([
    describeEntry(record, visit),
    evidenceOf(desk.database, record),
    proofOf(desk.database, record),
    questionsOfSubject(desk.database, desk.hashSubject(citizen.key), [record.hash]),
  ]);
  return entryPage({ entry, evidence, proof, questions, form }, visit);
}
