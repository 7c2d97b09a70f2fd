/** The app's operations: one of the transport bureau, one of the finance bureau. */
export const passes = 'query Passes { me { transitPasses { kind } } }';
export const notices = 'query Notices { me { notices(first: 1) { nodes { dueDate } } } }';

const problem = '__typename ... on PartnerProblem { message }';

export const register = `mutation ($input: RegisterAppInput!) { registerApp(input: $input) { ${problem}
  ... on AppRegistered { clientId clientSecret registration { state } } } }`;

export const draft = `mutation ($input: DraftAccessInput!) { draftAccess(input: $input) { ${problem}
  ... on AccessDrafted { request {
    scopes { id } fields { coordinate dataClass scopes policies }
    parts { agency { id } scopes { id } fields { coordinate } } } } } }`;

export const sandboxToken = `mutation ($input: IssueSandboxTokenInput!) { issueSandboxToken(input: $input) { ${problem}
  ... on SandboxTokenIssued { accessToken scopes } } }`;

export const submit = `mutation ($input: SubmitAccessInput!) { submitAccess(input: $input) { ${problem}
  ... on AccessSubmitted { request { id } } } }`;

export const decide = `mutation ($input: DecideAccessInput!) { decideAccess(input: $input) { ${problem}
  ... on AccessDecided { request { parts { agency { id } decision reason } } } } }`;

export const hold = `mutation ($input: HoldToSafelistInput!) { holdToSafelist(input: $input) { ${problem}
  ... on SafelistHoldChanged { registration { state heldToSafelist } } } }`;

export const suspend = `mutation ($input: SuspendAppInput!) { suspendApp(input: $input) { ${problem}
  ... on AppSuspended { registration { state } } } }`;

export const standing = `query ($clientId: ID!) { appRegistration(clientId: $clientId) {
  state app { approvedScopes { id } } operations { name text }
  transitions { nodes { event to by agency { id } reason } } } }`;
