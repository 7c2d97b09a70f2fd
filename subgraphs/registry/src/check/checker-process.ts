import { changesBetween } from '../changelog/changes-between.ts';
import { filterSchema } from '../contract/filter-schema.ts';
import { brokenOperations } from './broken-operations.ts';
import { checkComposition, checkRelease } from './check-release.ts';
import type { CheckAnswer, CheckQuestion } from './checker-messages.ts';

/* Program of the checker's process: answers one request at a time, and ends with the channel. */
process.on('message', (question: CheckQuestion) => {
  void answer(question).then((answered) => process.send?.(answered));
});

async function answer(question: CheckQuestion): Promise<CheckAnswer> {
  try {
    switch (question.kind) {
      case 'check':
        return { kind: 'checked', result: await checkRelease(question) };
      case 'compose':
        return { kind: 'checked', result: checkComposition(question.releases) };
      case 'compare':
        return { kind: 'compared', result: await changesBetween(question.before, question.after) };
      case 'filter':
        return { kind: 'filtered', result: filterSchema(question.sdl, question.filter) };
      case 'validate':
        return { kind: 'validated', result: brokenOperations(question) };
    }
  } catch (error) {
    return { kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
