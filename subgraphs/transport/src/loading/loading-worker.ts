import { parentPort, workerData } from 'node:worker_threads';
import { FeedRefused, LoadReport } from '../gtfs/load-report.ts';
import { loadContent } from '../source/read-feed.ts';
import { dataOf } from './feed-data.ts';
import type { LoadingReply, LoadingStart, ReportData } from './messages.ts';

/*
 * Entry point of a loading thread (see load-in-thread.ts): loads one feed, answers, and ends.
 */

const { content } = workerData as LoadingStart;

parentPort?.postMessage(await load());

async function load(): Promise<LoadingReply> {
  const report = new LoadReport();
  try {
    return { kind: 'loaded', data: dataOf(await loadContent(content, report)), report: reportData(report) };
  } catch (error) {
    if (error instanceof FeedRefused) return { kind: 'refused', report: reportData(error.report) };
    throw error;
  }
}

function reportData({ problems, errors, warnings }: LoadReport): ReportData {
  return { problems, errors, warnings };
}
