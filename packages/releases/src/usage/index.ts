export {
  latencyBounds,
  maxUsageBytes,
  maxUsageFields,
  type OperationUsage,
  operationKinds,
  type UsageBatch,
  usageBatchSchema,
} from './usage-batch.ts';
