export { runCivic } from './civic.ts';
export type { ExitCode } from './exit-codes.ts';
export type { Host } from './host.ts';
