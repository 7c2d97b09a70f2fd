export { type DocumentLimits, refuseOversizedDocument } from './document-size.ts';
export { type OperationSizeLimits, refuseOversized } from './operation-size.ts';
