export {
  latencyBounds,
  maxUsageBytes,
  type OperationUsage,
  operationKinds,
  type UsageBatch,
  usageBatchSchema,
} from './usage-batch.ts';
