/** An agency on the map, by its subgraph. */
export interface MappedAgency {
  readonly subgraph: string;
  readonly name: string;
}

/** Number of colours for agencies, whose names always stand beside them. */
const colours = 6;

export function colourOf(
  agencies: readonly MappedAgency[],
  subgraph: string | undefined,
): number | undefined {
  const at = agencies.findIndex((agency) => agency.subgraph === subgraph);
  return at === -1 ? undefined : at % colours;
}

export function nameOf(agencies: readonly MappedAgency[], subgraph: string): string {
  return agencies.find((agency) => agency.subgraph === subgraph)?.name ?? subgraph;
}

/** With the subgraph, because an agency may own several. */
export function fullName(agencies: readonly MappedAgency[], subgraph: string): string {
  const name = nameOf(agencies, subgraph);
  return name === subgraph ? name : `${name} (${subgraph})`;
}
