import { ContractError, type ContractFilter, contractSchema } from '@civic-graph/supergraph/contracts';
import { printSchema } from 'graphql';
import type { FilteredSchema } from './contract-content.ts';

/** Filters a supergraph by a contract, which takes about half a second of CPU time. */
export function filterSchema(supergraphSdl: string, filter: ContractFilter): FilteredSchema {
  try {
    return { schema: printSchema(contractSchema(supergraphSdl, filter)), problem: null };
  } catch (error) {
    if (!(error instanceof ContractError)) throw error;
    const { code, message } = error;
    return { schema: null, problem: { code, message } };
  }
}
