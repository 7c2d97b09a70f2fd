/** What an app's operations need. */
export const access = {
  title: 'Operations',
  lead: 'The query is the request: you do not ask for permissions, you submit the operations that the app runs.',
  label: 'Operations of the app',
  hint: 'One or several, with their fragments; or the persisted-documents.json of your client. Ctrl + Enter shows what they need.',
  example: 'Insert an example',
  draft: 'Show what they need',
  drafting: 'Asking the gateway…',
  changed: 'You have since changed the text. The results below are for the earlier text.',
  found: '{count, plural, =0 {No operation yet} one {# operation} other {# operations}}',
  problems: {
    syntax: 'Line {line}: {message}',
    empty: 'There is no operation in the text.',
    notExecutable: 'Line {line}: only operations and fragments can be submitted.',
    unknownFragment: 'Line {line}: there is no fragment {name}.',
    tooMany: 'At most 50 operations can be submitted at once.',
    notValid: 'Some operations do not match the schema',
    atLine: 'Line {line}',
    typeHas: 'Fields of {type}:',
    notForApps: 'These fields are only for officials: no app can read them. Remove them.',
    notDefined:
      'No agency has published these scopes yet, so they cannot be requested. Tell the agency that owns the fields.',
    notForPurposes:
      'None of the purposes of this app may use this data. It is open to: {purposes}. Change the purposes in the settings, or remove the fields.',
    notFound: 'There is no such app, or it is not yours.',
  },
  needs: {
    title: 'What they read',
    caption: 'Fields that the operations read',
    field: 'Field',
    class: 'Data',
    agency: 'Agency',
    needed: 'Requires',
    nothing: 'nothing',
    publicFields:
      '{count, plural, one {# public field, open to everyone} other {# public fields, open to everyone}}',
    onlyPublic:
      'The operations read only public fields, so no agency has to agree. Submit them to add them to the approved operations.',
    instead: 'Reveals less: {field}',
  },
  policies: {
    owner: 'only the citizen’s own data',
    consent: 'the citizen’s consent',
    high: 'a sign-in with a face check (high level)',
    other: 'a rule of the agency ({policy})',
  },
  decides: {
    title: 'Who decides',
    nobody: 'No agency has to decide.',
  },
  consent: {
    title: 'What the citizen will see',
    lead: 'A preview of the consent page. Nothing is ticked in advance, and every consent can be withdrawn.',
    page: 'Preview of the consent page',
    nothing: 'The citizen is not asked for anything.',
    purpose: 'Purpose',
  },
  submit: 'Submit to the agencies',
  submitHint:
    'Agencies see the operations, the fields and the purpose. An earlier approval stays in force until they have decided.',
  submitted: 'Submitted. Follow the decisions under “Requests”.',
  toRequests: 'Follow the decisions',
  tryIt: 'Try it first as a synthetic citizen',
};
