export { boundClosing, type ClosingBounds } from './bounded-closing.ts';
export { type DocumentLimits, refuseOversizedDocument } from './document-size.ts';
export { type OperationSizeLimits, refuseOversized } from './operation-size.ts';
