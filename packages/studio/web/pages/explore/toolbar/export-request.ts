import { curlOf } from '../../../graph/curl.ts';

/** An operation as the explorer's open tab has it. */
export interface ExportedRequest {
  /** Address of the gateway's `/graphql`. */
  readonly url: string;
  readonly query: string;
  /** JSON; empty for none. */
  readonly variables: string;
}

export const exportFormats = ['curl', 'TypeScript', 'Python'] as const;
export type ExportFormat = (typeof exportFormats)[number];

/** The same request for a terminal or a program. The token is left out: it comes from `CIVIC_TOKEN`. */
export function exportRequest(request: ExportedRequest, format: ExportFormat): string {
  const body = bodyOf(request);
  switch (format) {
    case 'curl':
      return curlOf({ url: request.url, body, token: '$CIVIC_TOKEN' });
    case 'TypeScript':
      return `const response = await fetch(${JSON.stringify(request.url)}, {
  method: 'POST',
  headers: { 'content-type': 'application/json', authorization: \`Bearer \${process.env.CIVIC_TOKEN}\` },
  body: JSON.stringify(${JSON.stringify(body, null, 2)}),
});
console.log(await response.json());`;
    case 'Python':
      return `import json, os, urllib.request

body = json.loads(${JSON.stringify(JSON.stringify(body))})
request = urllib.request.Request(
    ${JSON.stringify(request.url)},
    data=json.dumps(body).encode(),
    headers={"content-type": "application/json", "authorization": f"Bearer {os.environ['CIVIC_TOKEN']}"},
)
print(json.load(urllib.request.urlopen(request)))`;
  }
}

function bodyOf({ query, variables }: ExportedRequest) {
  try {
    return variables.trim() === '' ? { query } : { query, variables: JSON.parse(variables) as unknown };
  } catch {
    // Unfinished variables are left out.
    return { query };
  }
}
