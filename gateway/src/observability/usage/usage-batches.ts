import { maxUsageBytes, type OperationUsage, type UsageBatch } from '@civic-graph/releases/usage';

/** A batch as it is sent, each time the same bytes. */
export interface WrittenBatch {
  readonly id: string;
  readonly text: string;
}

/** What the registry accepts, without room for the id, gateway and minute; all of it is ASCII. */
const batchCharacters = maxUsageBytes - 1_000;
const batchOperations = 1_000;

/** Writes the usage of an interval as batches that the registry accepts. */
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
    // With the comma before it.
    const length = part.length + 1;
    if (parts.length > 0 && (characters + length > batchCharacters || parts.length >= batchOperations)) {
      flush();
    }
    parts.push(part);
    characters += length;
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
