/**
 * Whether a page is in the document of the explorer. It is a document of its own: its editor needs inline
 * styles, which the policy of all other pages forbids, and half a megabyte of scripts.
 */
export function isExplorer(path: string): boolean {
  return /^\/(?:zh|en)\/explore$/.test(path);
}
