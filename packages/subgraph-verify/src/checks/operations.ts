import type { Operation } from '../schema/path-operation.ts';

/** Runs no resolver. */
export const typename: Operation = { query: '{ __typename }' };

/** A mutation that changes nothing. */
export const idleMutation: Operation = { query: 'mutation { __typename }' };

export const service: Operation = { query: '{ _service { sdl } }' };
