export { bundle } from './bundle.ts';
export { allServices, bundledFile } from './services.ts';
export { isUpToDate } from './up-to-date.ts';
