/* What all tests share: the SDK pointed at the service under test, and unique names. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { Novu } from '@novu/api';
import { ErrorDto, ValidationErrorDto } from '@novu/api/models/errors/index.js';

export const serverURL = required('CHAT_CONNECT_URL');

/** What a browser names the environment by. */
export const applicationIdentifier = required('CHAT_CONNECT_APPLICATION');

const secretKey = required('CHAT_CONNECT_KEY');

/** Without retries: by default the SDK repeats a 409 for an hour. */
export const novu = client(secretKey);

export function client(key) {
  return new Novu({ serverURL, secretKey: key, retryConfig: { strategy: 'none' } });
}

/** The pure API key, which signs contexts. */
export const apiKey = secretKey;

/** The service as no SDK asks it. */
export function raw(path, options = {}) {
  return fetch(new URL(path, serverURL), {
    ...options,
    headers: { Authorization: `ApiKey ${secretKey}`, ...options.headers },
  });
}

export function unique(prefix) {
  return `${prefix}-${randomUUID()}`;
}

/** Creates an active integration and answers it. */
export async function integration(providerId = 'slack', channel = 'chat', credentials = undefined) {
  const { result } = await novu.integrations.create({
    providerId,
    channel,
    identifier: unique(providerId),
    name: `Test ${providerId}`,
    active: true,
    credentials: credentials ?? { clientId: '1111.2222', secretKey: 'a-client-secret' },
  });
  return result;
}

/** Expects the SDK's typed error of a status, and answers it for further questions. */
export async function fails(promise, statusCode, message) {
  const error = await promise.then(
    () => assert.fail(`expected ${statusCode}, got a success`),
    (failure) => failure,
  );
  const type = statusCode === 422 ? ValidationErrorDto : ErrorDto;
  assert.ok(error instanceof type, `expected ${type.name}, got ${error?.constructor?.name}: ${error}`);
  assert.equal(error.statusCode, statusCode);
  assert.match(error.timestamp, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  assert.ok(error.path.startsWith('/v1/'));
  if (message instanceof RegExp) {
    assert.match(error.message, message);
  } else if (message !== undefined) {
    assert.equal(error.message, message);
  }
  return error;
}

function required(name) {
  const value = process.env[name];
  if (!value) {
    throw new Error(`set ${name}`);
  }
  return value;
}
