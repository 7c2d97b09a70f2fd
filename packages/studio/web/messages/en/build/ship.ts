export const ship = {
  title: 'Client',
  client: 'A typed client',
  clientText:
    'In the folder of your app: install the client, then generate types from the operations in src.',
  install: 'Install the client',
  types: 'Generate types',
  documents:
    'The second command also writes src/civic/persisted-documents.json: paste that file under “Operations” to submit exactly what the app will send.',
  settings: 'Settings of this app',
  changes: 'Changes to the schema',
  changesText:
    'With the app’s own token, register an address that is notified of every change to the fields that the app uses:',
};
