import { checkComposition, checkRelease } from './check-release.ts';
import type { CheckAnswer, CheckQuestion } from './checker-messages.ts';

/* The program of the checker's process: answers one question after the other, and ends with the channel. */
process.on('message', (question: CheckQuestion) => {
  void answer(question).then((answered) => process.send?.(answered));
});

async function answer(question: CheckQuestion): Promise<CheckAnswer> {
  try {
    const { releases } = question;
    const result = question.kind === 'check' ? await checkRelease(question) : checkComposition(releases);
    return { kind: 'checked', result };
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
