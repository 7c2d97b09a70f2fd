/** Name of the gateway's own subgraph. */
export const ownName = 'gateway';
