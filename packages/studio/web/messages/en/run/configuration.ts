export const configuration = {
  title: 'Configuration',
  lead: 'What the gateway that answered this page runs with, under the names of its environment variables. Secrets are never shown. Values change only with a restart.',
  name: 'Variable',
  value: 'Value in use',
  unset: 'not set',
  empty: 'This gateway tells no settings.',
};
