/** Name of the subgraph that the gateway itself answers for. */
export const ownName = 'gateway';
