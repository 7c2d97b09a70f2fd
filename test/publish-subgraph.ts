/** Checks and rolls out a release; answers `CheckRunning` until the check is done. */
export const publishing = `mutation ($input: PublishSubgraphInput!) {
  publishSubgraph(input: $input) {
    __typename
    ... on SubgraphPublished { changed rollout { sequence supergraph { version } } }
    ... on PublishAwaitsApproval { needs check { id } }
    ... on PublishRefused { message check { problems { code message } } }
  }
}`;

/** Data of `publishing`, by type of the result. */
export interface Published {
  readonly publishSubgraph: {
    readonly __typename: string;
    readonly changed?: boolean;
    readonly rollout?: { readonly sequence: string; readonly supergraph: { readonly version: string } };
    readonly needs?: readonly string[];
    readonly check?: {
      readonly id?: string;
      readonly problems?: readonly { readonly code: string; readonly message: string }[];
    } | null;
  };
}
