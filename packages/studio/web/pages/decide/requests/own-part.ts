interface Part {
  readonly agency: { readonly id: string };
}

interface Registration<Own extends Part> {
  readonly accessRequests: { readonly nodes: readonly { readonly parts: readonly Own[] }[] };
}

/** An agency's part of an app's latest request, which has replaced the earlier ones; null if it has none. */
export function ownPart<Own extends Part>(registration: Registration<Own>, agency: string): Own | null {
  return registration.accessRequests.nodes[0]?.parts.find((part) => part.agency.id === agency) ?? null;
}
