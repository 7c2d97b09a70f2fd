import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { siblingProgram } from '@civic-graph/service';
import type { Feed } from '../feed/feed.ts';
import { completeFeed } from '../gtfs/load-feed.ts';
import { FeedRefused, LoadReport, shownProblems } from '../gtfs/load-report.ts';
import type { FeedSnapshot } from '../source/feed-source.ts';
import { tablesOf } from './feed-data.ts';
import type { LoadingReply, LoadingStart, ReportData } from './messages.ts';

const { threadFile } = siblingProgram('loading-worker', import.meta.url);
/** Columns are in shared memory; the heap has names and objects, 100 MB for a nation. */
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
  worker.once('exit', () => ended.abort());
  try {
    const [reply] = (await once(worker, 'message', ended)) as [LoadingReply];
    const report = reportOf(reply.report);
    if (reply.kind === 'refused') throw new FeedRefused(report);
    return await completeFeed(feedId, tablesOf(reply.data), report.problems.slice(0, shownProblems));
  } catch (error) {
    if (!isOutOfMemory(error)) throw error;
    const report = new LoadReport();
    report.error('feed_too_large', 'feed', null, null, 'needs more memory than a loading thread may take');
    throw new FeedRefused(report);
  } finally {
    await worker.terminate();
  }
}

function reportOf({ problems, errors, warnings }: ReportData): LoadReport {
  const report = new LoadReport();
  report.problems.push(...problems);
  report.errors = errors;
  report.warnings = warnings;
  return report;
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}
