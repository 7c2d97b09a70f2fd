import type { GraphAnswer } from '../../../graph/graph-client.ts';
import { problemIn } from '../../../graph/problem-in.ts';

/** A check takes seconds, while an answer must not: the same call is repeated until it is done. */
const mostCalls = 60;

/**
 * Repeats a mutation while the registry checks.
 * @param call sends it once
 * @param wait resolves after some seconds
 * @returns the last answer, and what kept the mutation from being done
 */
export async function runUntilChecked<Data extends object>(
  call: () => Promise<GraphAnswer<Data>>,
  wait: (seconds: number) => Promise<void> = waitSeconds,
): Promise<{ readonly answer: GraphAnswer<Data>; readonly problem: string | null }> {
  let answer = await call();
  for (let calls = 1; calls < mostCalls; calls += 1) {
    const seconds = retryAfter(answer.data);
    if (seconds === null) break;
    await wait(seconds);
    answer = await call();
  }
  // A publish that waits for a second official has a message too, but is not a failure.
  return { answer, problem: typeNameOf(answer.data) === 'PublishAwaitsApproval' ? null : problemIn(answer) };
}

/** Type of a mutation's only result. */
export function typeNameOf(data: object): string | null {
  const [result] = Object.values(data) as unknown[];
  return typeof result === 'object' && result !== null && '__typename' in result
    ? String(result.__typename)
    : null;
}

function retryAfter(data: object): number | null {
  if (typeNameOf(data) !== 'CheckRunning') return null;
  const [result] = Object.values(data) as { readonly retryAfterSeconds?: number }[];
  return result?.retryAfterSeconds ?? 1;
}

function waitSeconds(seconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, seconds * 1_000));
}
