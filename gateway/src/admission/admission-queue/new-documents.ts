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
 * Charges and queues a document that was not seen before, the same way on every way in. It pays for its text
 * before the text is read, and for what its fragments multiply once that is known.
 *
 * @returns how much work it is, for its further steps
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
