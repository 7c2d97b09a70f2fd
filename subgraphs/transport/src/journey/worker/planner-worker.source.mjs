import { register } from 'tsx/esm/api';

// A thread takes no `--import` of a loader (Node 20), so a source is loaded from here; a build starts
// planner-worker.js.
register();
await import('./planner-worker.ts');
