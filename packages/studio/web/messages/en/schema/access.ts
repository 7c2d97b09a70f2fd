export const access = {
  everyone: 'everyone, without signing in',
  signedIn: 'everyone who is signed in',
  scopes: 'callers with the scope',
  and: 'and',
  or: ', or ',
  besides: '; besides, ',
  owner: 'the data is about the caller, or belongs to the caller',
  agency: 'officials of the agency concerned',
  consent: 'the citizen has consented to {scope}',
  role: 'people in the role “{role}”',
  assurance: 'signed in at a high level of assurance',
};
