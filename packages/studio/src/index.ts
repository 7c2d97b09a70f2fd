export { type AssetResponse, respondWithAsset } from './asset-response.ts';
export { type StudioAsset, studioAssets } from './assets.ts';
export { ensureStudioBuilt } from './build.ts';
export { samples } from './samples/catalogue.ts';
export type { Sample, SampleOccasion } from './samples/sample.ts';
export { studioHeaders } from './security-headers.ts';
