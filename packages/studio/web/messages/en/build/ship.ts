export const ship = {
  title: 'Client and webhooks',
  client: 'A typed client',
  clientText:
    'In the folder of your app: install the client, then generate types from the operations in src.',
  install: 'Install the client',
  types: 'Generate types',
  documents:
    'The second command also writes src/civic/persisted-documents.json: paste that file under “Operations” to submit exactly what the app will send.',
  settings: 'Settings of this app',
  webhooks: 'Webhooks for payments',
  webhooksText:
    'An app learns of payments from signed messages (Standard Webhooks). It registers the address itself, with its own token, because it verifies the messages with the key in the answer:',
  changes: 'Changes to the schema',
  changesText:
    'With the same token, register an address that is notified of every change to the fields that the app uses:',
};
