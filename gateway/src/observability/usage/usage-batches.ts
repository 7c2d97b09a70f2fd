import type { OperationUsage, UsageBatch } from '@civic-graph/releases/usage';

/** A batch as it is sent, each time the same bytes. */
export interface WrittenBatch {
  readonly id: string;
  readonly text: string;
}

/** Half of what the registry accepts, since the last operation may pass it. */
const batchCharacters = 500_000;
const batchOperations = 1_000;

/** Writes the usage of a minute as batches that the registry accepts. */
export function usageBatches(
  operations: readonly OperationUsage[],
  { gateway, minute }: Pick<UsageBatch, 'gateway' | 'minute'>,
  newId: () => string,
): WrittenBatch[] {
  const batches: WrittenBatch[] = [];
  let parts: string[] = [];
  let characters = 0;
  for (const operation of operations) {
    const part = JSON.stringify(operation);
    if (parts.length > 0 && (characters + part.length > batchCharacters || parts.length >= batchOperations)) {
      flush();
    }
    parts.push(part);
    characters += part.length;
  }
  if (parts.length > 0) flush();
  return batches;

  function flush(): void {
    const id = newId();
    const head = JSON.stringify({ id, gateway, minute }).slice(0, -1);
    batches.push({ id, text: `${head},"operations":[${parts.join()}]}` });
    [parts, characters] = [[], 0];
  }
}
