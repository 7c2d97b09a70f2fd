import { writeFile } from 'node:fs/promises';
import { errorsDocument } from './errors-document.ts';

// node --conditions=source --import tsx packages/errors/src/generate-docs.ts
await writeFile(new URL('../../../docs/errors.md', import.meta.url), errorsDocument());
