import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { client, fails, integration, novu, unique } from './support.js';

describe('integrations', () => {
  it('create answers the integration without its credentials', async () => {
    const identifier = unique('slack');
    const { result } = await novu.integrations.create({
      providerId: 'slack',
      channel: 'chat',
      identifier,
      name: 'Acme Slack',
      active: true,
      check: false,
      credentials: { clientId: '1', secretKey: 's', hmac: true },
    });
    assert.match(result.id, /^[0-9a-f]{24}$/);
    assert.equal(result.identifier, identifier);
    assert.equal(result.name, 'Acme Slack');
    assert.equal(result.channel, 'chat');
    assert.equal(result.kind, 'delivery');
    assert.equal(result.active, true);
    assert.equal(result.primary, false);
    assert.equal(result.deleted, false);
    assert.equal(JSON.stringify(result.credentials), '{}');
  });

  it('create fills in what is left out', async () => {
    const { result } = await novu.integrations.create({ providerId: 'slack', channel: 'chat' });
    assert.equal(result.active, false);
    assert.ok(result.identifier.startsWith('slack-'));
  });

  it('create accepts an agent without a channel', async () => {
    const { result } = await novu.integrations.create({ providerId: 'anthropic', kind: 'agent' });
    assert.equal(result.kind, 'agent');
    assert.equal(result.channel, undefined);
  });

  it('create refuses a taken identifier with a typed 409', async () => {
    const { identifier } = await integration();
    await fails(
      novu.integrations.create({ providerId: 'slack', channel: 'chat', identifier }),
      409,
      'Integration with identifier already exists',
    );
  });

  it('create refuses a missing provider with a typed 422', async () => {
    const error = await fails(novu.integrations.create({ name: 'nothing' }), 422, 'Validation Error');
    assert.deepEqual(error.errors.general.messages, [
      'providerId should not be null or undefined',
      'providerId must be a string',
    ]);
  });

  it('create refuses another environment with a typed 403', async () => {
    await fails(
      novu.integrations.create({ providerId: 'slack', environmentId: 'f'.repeat(24) }),
      403,
      /scoped to a single environment/,
    );
  });

  it('list answers active and inactive integrations', async () => {
    const created = await integration();
    const idle = (await novu.integrations.create({ providerId: 'slack', channel: 'chat' })).result;
    const ids = (await novu.integrations.list()).result.map((found) => found.id);
    assert.ok(ids.includes(created.id));
    assert.ok(ids.includes(idle.id));
  });

  it('listActive leaves inactive integrations out', async () => {
    const created = await integration();
    const idle = (await novu.integrations.create({ providerId: 'slack', channel: 'chat' })).result;
    const ids = (await novu.integrations.listActive()).result.map((found) => found.id);
    assert.ok(ids.includes(created.id));
    assert.ok(!ids.includes(idle.id));
  });

  it('update changes what it names and keeps the rest', async () => {
    const created = await integration();
    const { result } = await novu.integrations.update({ name: 'Renamed', active: false }, created.id);
    assert.equal(result.name, 'Renamed');
    assert.equal(result.active, false);
    assert.equal(result.identifier, created.identifier);
  });

  it('update of an id that is none is a typed 422', async () => {
    const error = await fails(novu.integrations.update({ name: 'x' }, 'no-id'), 422);
    assert.deepEqual(error.errors.integrationId.messages, ['integrationId must be a mongodb id']);
  });

  it('update of nothing is a typed 400', async () => {
    const created = await integration();
    await fails(novu.integrations.update({}, created.id), 400, 'No properties found for update');
  });

  it('update of an unknown integration is told as 404', async () => {
    const id = '0'.repeat(24);
    await assert.rejects(novu.integrations.update({ name: 'x' }, id), (error) => {
      // The SDK has no type for this one: its own message holds ours.
      assert.equal(error.statusCode, 404);
      assert.match(error.body, new RegExp(`Entity with id ${id} not found`));
      return true;
    });
  });

  it('delete answers the remaining integrations without credentials', async () => {
    const kept = await integration();
    const removed = await integration();
    const { result } = await novu.integrations.delete(removed.id);
    const ids = result.map((found) => found.id);
    assert.ok(ids.includes(kept.id));
    assert.ok(!ids.includes(removed.id));
    assert.ok(result.every((found) => JSON.stringify(found.credentials) === '{}'));
  });

  it('delete of an unknown integration is a typed 404', async () => {
    const id = '1'.repeat(24);
    await fails(novu.integrations.delete(id), 404, `Entity with id ${id} not found`);
  });

  it('setAsPrimary makes an e-mail integration primary', async () => {
    const email = await integration('sendgrid', 'email', { apiKey: 'k' });
    const { result } = await novu.integrations.setAsPrimary(email.id);
    assert.equal(result.id, email.id);
    assert.equal(result.primary, true);
    assert.equal(result.active, true);
  });

  it('setAsPrimary of a chat integration is a typed 400', async () => {
    const chat = await integration();
    await fails(novu.integrations.setAsPrimary(chat.id), 400, 'Channel chat does not support primary');
  });

  it('a wrong key is a typed 401', async () => {
    await fails(client('wrong').integrations.list(), 401, 'API Key not found');
  });
});
