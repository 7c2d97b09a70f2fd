export { type AssetResponse, respondWithAsset } from './asset-response.ts';
export { type ConsoleAsset, consoleAssets } from './assets.ts';
export { ensureConsoleBuilt } from './build.ts';
export { samples } from './samples/catalogue.ts';
export type { Sample, SampleOccasion } from './samples/sample.ts';
export { consoleHeaders } from './security-headers.ts';
