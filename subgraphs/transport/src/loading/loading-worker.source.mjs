import { register } from 'tsx/esm/api';

// Threads ignore `--import` of a loader (Node 20), so this file loads the source; a build starts
// loading-worker.js.
register();
await import('./loading-worker.ts');
