import { intAt } from '../../feed/columns.ts';

/**
 * Connected parts of an undirected graph by union-find.
 *
 * @param from places at one end of the links, `to` those at the other
 * @param most maximum number of places and links in a part; larger parts are ignored
 * @returns place -> a number of its part; -1 for places without links and in larger parts
 */
export function connectedParts(
  places: number,
  from: readonly number[],
  to: readonly number[],
  most: { readonly places: number; readonly links: number },
): Int32Array {
  const parents = Int32Array.from({ length: places }, (_, place) => place);
  const rootOf = (place: number): number => {
    let root = place;
    while (intAt(parents, root) !== root) {
      parents[root] = intAt(parents, intAt(parents, root));
      root = intAt(parents, root);
    }
    return root;
  };
  for (const [link, place] of from.entries()) {
    const other = to[link];
    if (other !== undefined && other !== -1) parents[rootOf(place)] = rootOf(other);
  }
  const roots = parents.map((_, place) => rootOf(place));
  const sizes = new Int32Array(places);
  for (const root of roots) sizes[root] = intAt(sizes, root) + 1;
  const links = new Int32Array(places);
  for (const place of from) links[intAt(roots, place)] = intAt(links, intAt(roots, place)) + 1;
  const isUsed = (root: number) =>
    intAt(sizes, root) > 1 && intAt(sizes, root) <= most.places && intAt(links, root) <= most.links;
  return roots.map((root) => (isUsed(root) ? root : -1));
}
