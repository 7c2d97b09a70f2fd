import { type DocumentLimits, refuseOversizedDocument } from '@civic-graph/limits';
import type { Engine } from '../execution/engine.ts';
import type { CallEnd } from '../execution/subgraph-port.ts';
import { callerName } from '../quotas/caller-name.ts';
import { newDocumentPoints, type QuotaCaller } from '../quotas/quotas.ts';
import { type DocumentTurns, isLarge } from './document-turns.ts';
import { documentWork } from './document-work.ts';

export interface NewDocumentOptions {
  readonly charge: Engine['charge'];
  readonly turns: Pick<DocumentTurns, 'enter'>;
  readonly limits: DocumentLimits;
}

/**
 * Charges and queues a document that was not seen before, the same way on every way in. It pays for its text before the
 * text is read, and for what its fragments multiply once that is known.
 *
 * @returns how much work it is, for its further steps
 * @throws PublicError RATE_LIMITED, OVERLOADED, OPERATION_LIMIT_EXCEEDED, GRAPHQL_VALIDATION_FAILED
 */
export async function admitNewDocument(
  text: string,
  caller: QuotaCaller,
  end: CallEnd,
  { charge, turns, limits }: NewDocumentOptions,
): Promise<number> {
  const name = callerName(caller.principal, caller.network);
  await pay(text.length);
  await turns.enter(text.length, name, end);
  const work = documentWork(text, refuseOversizedDocument(text, limits));
  if (work === text.length || !isLarge(work)) return work;
  await pay(work - text.length);
  if (!isLarge(text.length)) await turns.enter(work, name, end);
  return work;

  async function pay(characters: number): Promise<void> {
    const verdict = await charge(caller, newDocumentPoints(characters));
    if (verdict?.kind === 'refused') throw verdict.error;
  }
}
