export type { Report } from './report.ts';
export { reportText } from './report-text.ts';
export { parseSample, type Sample, SampleError } from './sample.ts';
export { UnreachableError, type VerifyOptions, verifySubgraph } from './verify-subgraph.ts';
