export { type Cluster, type ClusterOptions, startCluster } from './cluster.ts';
export { commandLine } from './command-line.ts';
export { freePort } from './free-port.ts';
export { runningPort } from './postmaster.ts';
export { othersMayEnter, sharedFolder } from './reachable.ts';
export { serverVersion } from './server-programs.ts';
export { type ServerUser, serverUser } from './server-user.ts';
