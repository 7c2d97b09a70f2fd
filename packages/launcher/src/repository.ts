import { fileURLToPath } from 'node:url';

/** The clone that this launcher lies in; services run with it as their working folder. */
export const repository = fileURLToPath(new URL('../../../', import.meta.url));
