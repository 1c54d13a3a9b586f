import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fails, integration, novu, raw, unique } from './support.js';

async function connection(integrationIdentifier, more = {}) {
  const { result } = await novu.channelConnections.create({
    identifier: unique('chconn'),
    integrationIdentifier,
    subscriberId: unique('subscriber'),
    workspace: { id: 'T123', name: 'Acme HQ', botUserId: 'U0' },
    auth: { accessToken: 'xoxb-1' },
    ...more,
  });
  return result;
}

describe('channelConnections', () => {
  it('create answers the connection with a masked token', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const created = await connection(integrationIdentifier, { context: { tenant: 'acme' } });
    assert.equal(created.integrationIdentifier, integrationIdentifier);
    assert.equal(created.providerId, 'slack');
    assert.equal(created.channel, 'chat');
    assert.deepEqual(created.contextKeys, ['tenant:acme']);
    assert.deepEqual(created.workspace, { id: 'T123', name: 'Acme HQ', botUserId: 'U0' });
    assert.equal(created.auth.accessToken, '');
  });

  it('create accepts a workspace without a name, and no identifier', async () => {
    const { identifier } = await integration();
    const created = await connection(identifier, { identifier: undefined, workspace: { id: 'T1' } });
    assert.deepEqual(created.workspace, { id: 'T1' });
    assert.match(created.identifier, /^chconn_[0-9a-z]{12}$/);
  });

  it('create accepts an empty token', async () => {
    const { identifier } = await integration();
    const created = await connection(identifier, { auth: { accessToken: '' } });
    assert.equal(created.auth.accessToken, '');
  });

  it('create of a shared connection has no subscriber', async () => {
    const { identifier } = await integration();
    const created = await connection(identifier, {
      connectionMode: 'shared',
      context: { tenant: 'acme' },
    });
    assert.equal(created.subscriberId, null);
  });

  it('create works for each provider that the SDK knows for chat', async () => {
    const providers = ['slack', 'msteams', 'webex-messaging', 'discord', 'telegram', 'mattermost'];
    for (const providerId of providers) {
      const { identifier } = await integration(providerId);
      assert.equal((await connection(identifier)).providerId, providerId);
    }
  });

  it('create of a second one for the same owner is a typed 409', async () => {
    const { identifier } = await integration();
    const first = await connection(identifier);
    await fails(
      connection(identifier, { subscriberId: first.subscriberId }),
      409,
      `A channel connection already exists for integration "${identifier}" with subscriberId` +
        ` "${first.subscriberId}" and no context. Connection ID: ${first.identifier}`,
    );
  });

  it('create with a taken identifier is a typed 409', async () => {
    const { identifier } = await integration();
    const first = await connection(identifier);
    await fails(connection(identifier, { identifier: first.identifier }), 409, /already exists in environment/);
  });

  it('create for an unknown integration is a typed 404', async () => {
    await fails(connection('nowhere'), 404, 'Integration not found: nowhere');
  });

  it('create with a broken context is a typed 422', async () => {
    const { identifier } = await integration();
    const error = await fails(connection(identifier, { context: { tenant: 'no spaces' } }), 422);
    assert.match(error.errors.general.messages[0], /^Invalid context payload structure/);
  });

  it('retrieve answers identifiers with every awkward character', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const awkward = `${unique('chconn')}/a|b@c d+e%2F?#ü`;
    await connection(integrationIdentifier, { identifier: awkward });
    const { result } = await novu.channelConnections.retrieve(awkward);
    assert.equal(result.identifier, awkward);
    const updated = await novu.channelConnections.update(
      { workspace: { id: 'T2' }, auth: { accessToken: 'x' } },
      awkward,
    );
    assert.equal(updated.result.identifier, awkward);
    await novu.channelConnections.delete(awkward);
    await fails(
      novu.channelConnections.retrieve(awkward),
      404,
      `Channel connection with identifier '${awkward}' not found`,
    );
  });

  it('update replaces workspace and token', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const { identifier } = await connection(integrationIdentifier);
    const { result } = await novu.channelConnections.update(
      { workspace: { id: 'T999' }, auth: { accessToken: 'xoxb-2' } },
      identifier,
    );
    assert.deepEqual(result.workspace, { id: 'T999' });
    const token = await raw(`/v1/channel-connections/${identifier}/token`, { method: 'POST' });
    assert.equal((await token.json()).data.accessToken, 'xoxb-2');
  });

  it('update of an unknown connection is told as 404', async () => {
    await assert.rejects(
      novu.channelConnections.update({ workspace: { id: 'T' }, auth: { accessToken: 'x' } }, 'nowhere'),
      (error) => {
        assert.equal(error.statusCode, 404);
        assert.match(error.body, /Channel connection with identifier \\"nowhere\\" not found/);
        return true;
      },
    );
  });

  it('delete answers nothing, and a second time a typed 404', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const { identifier } = await connection(integrationIdentifier);
    await novu.channelConnections.delete(identifier);
    await fails(novu.channelConnections.delete(identifier), 404);
  });

  it('list walks all pages forth and back', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const made = [];
    for (let i = 0; i < 5; i++) {
      made.push((await connection(integrationIdentifier)).identifier);
    }
    const seen = [];
    const pages = [];
    let after;
    do {
      const { result } = await novu.channelConnections.list({ integrationIdentifier, limit: 2, after });
      assert.equal(result.totalCount, 5);
      assert.equal(result.totalCountCapped, false);
      seen.push(...result.data.map((found) => found.identifier));
      pages.push(result);
      after = result.next ?? undefined;
    } while (after);
    assert.deepEqual(seen, made.toReversed());
    assert.equal(pages.length, 3);
    assert.equal(pages[0].previous, null);
    const back = await novu.channelConnections.list({
      integrationIdentifier,
      limit: 2,
      before: pages[2].previous,
    });
    assert.deepEqual(back.result.data, pages[1].data);
  });

  it('list filters by every filter and sorts as asked', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const first = await connection(integrationIdentifier, { context: { tenant: 'a', team: 'b' } });
    const second = await connection(integrationIdentifier);
    const list = async (query) =>
      (await novu.channelConnections.list({ integrationIdentifier, ...query })).result.data.map(
        (found) => found.identifier,
      );
    assert.deepEqual(await list({ subscriberId: first.subscriberId }), [first.identifier]);
    assert.deepEqual(await list({ contextKeys: ['tenant:a', 'team:b'] }), [first.identifier]);
    assert.deepEqual(await list({ contextKeys: ['tenant:a'] }), []);
    assert.deepEqual(
      await list({ channel: 'chat', providerId: 'slack', orderDirection: 'ASC', orderBy: 'createdAt' }),
      [first.identifier, second.identifier],
    );
    assert.deepEqual(await list({ providerId: 'discord' }), []);
    assert.deepEqual(await list({ connectionMode: 'shared', subscriberId: first.subscriberId }), []);
  });

  it('list with too high a limit is a typed 422, with both cursors a typed 400', async () => {
    const error = await fails(novu.channelConnections.list({ limit: 101 }), 422);
    assert.deepEqual(error.errors.general.messages, ['limit must not be greater than 100']);
    const { identifier: integrationIdentifier } = await integration();
    await connection(integrationIdentifier);
    await connection(integrationIdentifier);
    const { result } = await novu.channelConnections.list({ integrationIdentifier, limit: 1 });
    await fails(
      novu.channelConnections.list({ after: result.next, before: result.next }),
      400,
      'Cannot specify both "before" and "after" cursors at the same time.',
    );
  });

  it('a repeated idempotency key answers the first connection again', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const key = unique('key');
    const request = {
      integrationIdentifier,
      subscriberId: 'ann',
      workspace: { id: 'T' },
      auth: { accessToken: 'x' },
    };
    const first = await novu.channelConnections.create(request, key);
    const again = await novu.channelConnections.create(request, key);
    assert.equal(again.result.identifier, first.result.identifier);
    assert.deepEqual(again.headers['idempotency-replay'], ['true']);
    const error = await fails(
      novu.channelConnections.create({ ...request, subscriberId: 'bob' }, key),
      422,
      `Request with key "${key}" is being reused for a different body`,
    );
    assert.deepEqual(error.errors, {});
  });
});
