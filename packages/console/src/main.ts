import { ensureConsoleBuilt } from './build.ts';

// What the image build and `npm run build -w packages/console` run.
console.log(await ensureConsoleBuilt());
