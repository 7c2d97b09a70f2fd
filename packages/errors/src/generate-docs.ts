import { writeFile } from 'node:fs/promises';
import { errorsDocument } from './errors-document.ts';

// npm run docs --workspace @civic-graph/errors
await writeFile(new URL('../../../docs/reference/errors.md', import.meta.url), errorsDocument());
