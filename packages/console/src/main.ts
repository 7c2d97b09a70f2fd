import { ensureConsoleBuilt } from './build.ts';

// Used by the image build and `npm run build -w packages/console`.
console.log(await ensureConsoleBuilt());
