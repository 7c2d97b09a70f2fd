import { ensureStudioBuilt } from './build.ts';

// Used by the image build and `npm run build -w packages/studio`.
console.log(await ensureStudioBuilt());
