import { expect, it } from 'vitest';
import { runUntilChecked } from './run-until-checked.ts';

const running = { __typename: 'CheckRunning', message: 'Repeat.', retryAfterSeconds: 2 };

async function outcomeOf(...results: readonly object[]) {
  const left = [...results];
  const waits: number[] = [];
  const { problem } = await runUntilChecked(
    async () => ({ data: { approvePublish: left.length > 1 ? left.shift() : left[0] }, errors: [] }),
    async (seconds) => void waits.push(seconds),
  );
  return { problem, waits };
}

it('repeats the call while the check runs', async () => {
  const outcome = await outcomeOf(running, running, { __typename: 'SubgraphPublished', changed: true });
  expect(outcome).toEqual({ problem: null, waits: [2, 2] });
});

it('tells a refusal from a publish that waits', async () => {
  const refused = { __typename: 'PublishRefused', message: 'Ask somebody else.' };
  expect((await outcomeOf(running, refused)).problem).toBe('Ask somebody else.');
  const awaits = { __typename: 'PublishAwaitsApproval', message: 'A second official has to agree.' };
  expect((await outcomeOf(awaits)).problem).toBeNull();
});

it('gives up on a check that never ends', async () => {
  const { problem, waits } = await outcomeOf(running);
  expect(problem).toBe('Repeat.');
  expect(waits).toHaveLength(59);
});
