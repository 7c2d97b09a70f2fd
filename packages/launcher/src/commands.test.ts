import { expect, it } from 'vitest';
import { startCommand, tokenCommand } from './commands.ts';

it('the changed ports come first, then the user’s variables', () => {
  const env = { PORT: '4000', DATA_DIR: 'city', HOST: '0.0.0.0', PATH: '/bin', PORT_IDENTITY: '' };
  expect(startCommand(env, { PORT: '4500' })).toBe('PORT=4500 HOST=0.0.0.0 DATA_DIR=city npm start');
  expect(startCommand({})).toBe('npm start');
});

it('a value with special characters is quoted for the shell', () => {
  expect(startCommand({ DATA_DIR: "/home/lin/my 'city'" })).toBe(
    `DATA_DIR='/home/lin/my '\\''city'\\''' npm start`,
  );
});

it('a variable that may contain a password is named without its value', () => {
  const env = {
    DATA_DIR: 'city',
    DATABASE_URL_IDENTITY: 'postgresql://a:password@db/identity',
    REDIS_URL: 'redis://:password@cache',
    WEBHOOK_SIGNING_KEY: 'password',
    TRANSPORT_GTFS: 'https://feeds.example/gtfs.zip?key=password',
  };
  expect(startCommand(env)).toBe(
    'DATA_DIR=city npm start (with your DATABASE_URL_IDENTITY, REDIS_URL, TRANSPORT_GTFS, WEBHOOK_SIGNING_KEY)',
  );
});

it('a token is requested from the demo with the same data folder', () => {
  expect(tokenCommand({})).toBe('npm run --silent token -- PERSONA');
  expect(tokenCommand({ DATA_DIR: 'my city' })).toBe("DATA_DIR='my city' npm run --silent token -- PERSONA");
});
