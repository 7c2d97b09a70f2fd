import { fileURLToPath } from 'node:url';

/** Root of the repository; the working folder of the services. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));
