import { openEmbedded } from './clickhouse-database.ts';
import type { UsageAnswer, UsageQuestion } from './embedded-messages.ts';

/* The program of the process that holds the embedded ClickHouse; its argument is the directory. */
const opening = openEmbedded(process.argv[2] ?? '');
// After the answer; the next question starts another process.
opening.catch(() => setTimeout(() => process.exit(1), 100));

process.on('message', (question: UsageQuestion) => {
  void answer(question).then((answered) => process.send?.(answered));
});
// The engine's threads would keep the process alive.
process.on('disconnect', () => process.exit());

async function answer(question: UsageQuestion): Promise<UsageAnswer> {
  const { number } = question;
  try {
    const database = await opening;
    if (question.kind === 'query') {
      return { number, kind: 'done', rows: await database.query(question.sql, question.parameters) };
    }
    await database.insert(question.rows, question.batch);
    return { number, kind: 'done', rows: [] };
  } catch (error) {
    return { number, kind: 'failed', reason: error instanceof Error ? error.message : String(error) };
  }
}
