import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from './progress.ts';

describe('progress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('reports the result and time of each step, and which are still running', async () => {
    const lines: string[] = [];
    const progress = createProgress(
      (line) => lines.push(line),
      () => Date.now(),
    );
    const after = (milliseconds: number) => () =>
      new Promise<number>((resolve) => setTimeout(() => resolve(milliseconds), milliseconds));
    const steps = [
      progress.step('quick', after(1_200), () => 'done'),
      progress.step('slow', after(11_000), (result) => `took ${result}`),
    ];
    await vi.advanceTimersByTimeAsync(60_000);
    await Promise.all(steps);
    expect(lines).toEqual([
      '   1.2 s  quick       done',
      '   5.0 s  …           slow',
      '  10.0 s  …           slow',
      '  11.0 s  slow        took 11000',
    ]);
  });

  it('stops reporting a step that fails', async () => {
    const lines: string[] = [];
    const progress = createProgress(
      (line) => lines.push(line),
      () => Date.now(),
    );
    const failing = progress.step(
      'bad',
      () => Promise.reject(new Error('no')),
      () => 'done',
    );
    await expect(failing).rejects.toThrow('no');
    await vi.advanceTimersByTimeAsync(60_000);
    expect(lines).toEqual([]);
  });
});
