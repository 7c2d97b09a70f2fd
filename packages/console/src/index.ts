export { type AssetResponse, respondWithAsset } from './asset-response.ts';
export { type ConsoleAsset, consoleAssets } from './assets.ts';
export { ensureConsoleBuilt } from './build.ts';
export { type Sample, samples } from './samples/catalogue.ts';
export { consoleHeaders } from './security-headers.ts';
