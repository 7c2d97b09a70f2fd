export const registered = {
  title: 'The app is registered',
  lead: 'It is a draft: next, paste the operations that it runs.',
  clientId: 'Client id',
  secret: 'Client secret',
  once: 'The secret is shown only now. Store it where your app’s server reads its secrets; it can be replaced, but not shown again.',
  next: 'Next: paste your operations',
};
