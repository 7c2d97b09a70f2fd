import { type CheckInput, checkRelease } from './check-release.ts';
import type { CheckAnswer } from './checker-messages.ts';

/* The program of the checker's process: it answers one check after the other, and ends with the channel. */
process.on('message', (input: CheckInput) => {
  process.send?.(answer(input));
});

function answer(input: CheckInput): CheckAnswer {
  try {
    return { kind: 'checked', result: checkRelease(input) };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
