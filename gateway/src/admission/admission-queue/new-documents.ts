import { type DocumentLimits, refuseOversizedDocument } from '@civic-graph/limits';
import type { CancellationToken } from '../../lib/cancellation.ts';
import { callerName } from '../rate-limiting/caller-name.ts';
import { newDocumentPoints, type QuotaCaller, type QuotaVerdict } from '../rate-limiting/quotas.ts';
import { documentWork } from './document-work.ts';
import { isLarge, type ParseQueue } from './parse-queue.ts';

export interface NewDocumentOptions {
  readonly charge: (caller: QuotaCaller, points: number) => QuotaVerdict | undefined | Promise<QuotaVerdict>;
  readonly parseQueue: Pick<ParseQueue, 'enter'>;
  readonly limits: DocumentLimits;
}

/**
 * Charges and queues an unseen document, in the same way on every entry path: first its text, then its
 * expanded fragments.
 * @returns the work in characters, for further steps
 * @throws PublicError RATE_LIMITED, OVERLOADED, OPERATION_LIMIT_EXCEEDED, GRAPHQL_VALIDATION_FAILED
 */
export async function admitNewDocument(
  text: string,
  caller: QuotaCaller,
  end: CancellationToken,
  { charge, parseQueue, limits }: NewDocumentOptions,
): Promise<number> {
  const name = callerName(caller.principal, caller.network);
  await pay(text.length);
  await parseQueue.enter(text.length, name, end);
  const work = documentWork(text, refuseOversizedDocument(text, limits));
  if (work === text.length || !isLarge(work)) return work;
  await pay(work - text.length);
  if (!isLarge(text.length)) await parseQueue.enter(work, name, end);
  return work;

  async function pay(characters: number): Promise<void> {
    const verdict = await charge(caller, newDocumentPoints(characters));
    if (verdict?.kind === 'refused') throw verdict.error;
  }
}
