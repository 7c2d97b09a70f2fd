import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { siblingProgram } from '@civic-graph/service';
import type { Feed } from '../feed/feed.ts';
import { completeFeed } from '../gtfs/load-feed.ts';
import { FeedRefused, LoadReport } from '../gtfs/load-report.ts';
import type { FeedSnapshot } from '../source/feed-source.ts';
import { tablesOf } from './feed-data.ts';
import type { LoadingReply, LoadingStart, ReportData } from './messages.ts';

const { threadFile } = siblingProgram('loading-worker', import.meta.url);
/** Columns and names are in shared memory; the heap of a nationwide feed takes 70 MB. */
const usualHeapMb = 2_048;

/**
 * Loads a feed in a thread of its own, so that requests do not wait, and its memory is returned.
 *
 * @param heapMb heap limit of the thread. Default is 2,048.
 * @throws FeedRefused with the report, if the feed has an error or is too large for the thread
 */
export async function loadInThread(
  { content }: Pick<FeedSnapshot, 'content'>,
  feedId: string,
  heapMb = usualHeapMb,
): Promise<Feed> {
  const workerData: LoadingStart = { content };
  const resourceLimits = { maxOldGenerationSizeMb: heapMb };
  // The thread needs no environment variables, above all no secrets.
  const worker = new Worker(threadFile, { workerData, resourceLimits, env: {}, execArgv: [] });
  const ended = new AbortController();
  worker.once('exit', () => ended.abort(new Error('the thread ended without an answer')));
  try {
    const [reply] = (await once(worker, 'message', { signal: ended.signal })) as [LoadingReply];
    const report = reportOf(reply.report);
    if (reply.kind === 'refused') throw new FeedRefused(report);
    return await completeFeed(feedId, tablesOf(reply.data), report);
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const report = new LoadReport();
    const message = `loading takes more memory than there is (the heap may take ${heapMb} MB); split the feed`;
    report.error('feed_too_large', 'feed', null, null, message);
    throw new FeedRefused(report);
  } finally {
    await worker.terminate();
  }
}

function reportOf({ problems, errors, warnings }: ReportData): LoadReport {
  const report = new LoadReport();
  for (const problem of problems) report.problems.push(problem);
  report.errors = errors;
  report.warnings = warnings;
  return report;
}

/** The heap of the thread is full, or shared memory could not be allocated. */
function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const isHeapFull = 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isHeapFull || /allocation failed/i.test(error.message);
}
