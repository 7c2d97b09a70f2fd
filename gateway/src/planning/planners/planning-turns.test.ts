import { eventually } from '@civic-graph/testing';
import { expect, test } from 'vitest';
import { type PlanningProcess, PlanningTurns } from './planning-turns.ts';

/** Plans what it is told to, when it is told to. */
class Steered implements PlanningProcess<string> {
  isRunning = true;
  isLoading = false;
  isHeldUp = false;
  loadedAt = 0;
  at: string | null = null;
  #done: (plan: unknown) => void = () => undefined;

  plan(request: string): Promise<unknown> {
    this.at = request;
    return new Promise((resolve) => {
      this.#done = resolve;
    });
  }

  async finish(): Promise<void> {
    const done = this.#done;
    this.at = null;
    this.isHeldUp = false;
    done('plan');
    await new Promise(setImmediate);
  }
}

function turnsOf(waitMs = 60_000) {
  const [first, second] = [new Steered(), new Steered()];
  const turns = new PlanningTurns({ processes: [first, second], heldUpMs: 1, waitMs });
  const ask = (asker: string, ...requests: readonly string[]) =>
    requests.map((request) => {
      const plan = turns.plan(request, asker);
      // What a test leaves waiting is sent away long after it, in the midst of another file.
      plan.catch(() => undefined);
      return plan;
    });
  return { first, second, turns, ask };
}

test('a hundred operations of one asker keep another one waiting for the one that is being planned', async () => {
  const { first, second, ask } = turnsOf();
  ask('crowd', ...Array.from({ length: 100 }, (_, at) => `crowd ${at}`));
  const [his] = ask('somebody', 'his');
  expect([first.at, second.at]).toEqual(['crowd 0', null]);
  await first.finish();
  expect(first.at).toBe('his');
  await first.finish();
  expect(await his).toBe('plan');
  expect(first.at).toBe('crowd 1');
});

test('what comes while one is at something long is planned by the other', async () => {
  const { first, second, ask } = turnsOf();
  ask('crowd', 'long');
  ask('somebody', 'his');
  expect(second.at).toBeNull();
  first.isHeldUp = true;
  await eventually(async () => expect(second.at).toBe('his'));
});

test('whoever has had much gets no second process while he has one, and others do', async () => {
  const { first, second, turns, ask } = turnsOf();
  // A process that was ended has to be started: that is held against him, too.
  ask('crowd', 'ends it');
  first.isRunning = false;
  await first.finish();
  expect(second.at).toBeNull();
  first.isRunning = true;
  ask('crowd', 'long', 'longer');
  expect(first.at).toBe('long');
  first.isHeldUp = true;
  const his = turns.plan('his', 'somebody');
  await eventually(async () => expect(second.at).toBe('his'));
  await second.finish();
  await his;
  await new Promise((resolve) => setTimeout(resolve, 20));
  expect([first.at, second.at]).toEqual(['long', null]);
  await first.finish();
  expect([first.at, second.at]).toEqual(['longer', null]);
});

test('one that runs already is taken before one that would have to be started', () => {
  const { first, second, ask } = turnsOf();
  first.isRunning = false;
  ask('somebody', 'his');
  expect([first.at, second.at]).toEqual([null, 'his']);
});

test('whose turn does not come in time is sent away, and what he asked for is never planned', async () => {
  const { first, ask } = turnsOf(20);
  const [, late] = ask('crowd', 'long', 'late');
  await expect(late).rejects.toMatchObject({ code: 'OVERLOADED', extensions: { retryAfter: 1 } });
  await first.finish();
  expect(first.at).toBeNull();
});

test('while a process starts it does not count', async () => {
  const { first, ask } = turnsOf(20);
  first.isLoading = true;
  const [, patient] = ask('somebody', 'first', 'second');
  await new Promise((resolve) => setTimeout(resolve, 100));
  first.isLoading = false;
  await first.finish();
  await first.finish();
  expect(await patient).toBe('plan');
});
