export { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';
export { freePort } from './free-port.ts';
export { othersMayEnter } from './server-programs.ts';
