/* Apart from the composer, so that what only reads dates need not load it. */
export { readSunsets, type Sunset, type Sunsets } from './sunsets.ts';
