export const configuration = {
  title: 'Configuration',
  lead: 'Settings of the gateway that served this page, by environment variable. Secrets are never shown. Values change only with a restart.',
  name: 'Variable',
  value: 'Value in use',
  unset: 'not set',
  empty: 'This gateway reports no settings.',
};
