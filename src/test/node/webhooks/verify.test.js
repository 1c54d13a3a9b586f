import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { Webhook } from 'standardwebhooks';
// What docs/events.md shows; put here before the tests run.
import { isGenuine } from './documented.js';

const { secret, headers, body } = JSON.parse(readFileSync('delivery.json', 'utf8'));
const bytes = Buffer.from(body, 'utf8');
const otherSecret = 'whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD';

test('the library accepts the delivery', () => {
  assert.equal(new Webhook(secret).verify(body, headers).type, 'connection.created');
});

test('the library refuses it with another secret', () => {
  assert.throws(() => new Webhook(otherSecret).verify(body, headers));
});

test('the documented code accepts the delivery', () => {
  assert.equal(isGenuine(secret, headers, bytes), true);
});

test('the documented code refuses forgeries and replays', () => {
  const tampered = Buffer.from(body.replace('ann', 'bob'), 'utf8');
  assert.equal(isGenuine(secret, headers, tampered), false);
  assert.equal(isGenuine(otherSecret, headers, bytes), false);
  assert.equal(isGenuine(secret, { ...headers, 'webhook-id': 'evt_other' }, bytes), false);
  assert.equal(isGenuine(secret, { ...headers, 'webhook-signature': 'v1,' }, bytes), false);
  assert.equal(isGenuine(secret, { ...headers, 'webhook-timestamp': 'soon' }, bytes), false);
  assert.equal(isGenuine(secret, headers, bytes, Date.now() + 301_000), false);
});
