import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { describe, it } from 'node:test';
import { apiKey, fails, integration, novu, raw, unique } from './support.js';

const STATE = /^[A-Za-z0-9_-]{43}$/;

describe('integrations.generateConnectOAuthUrl', () => {
  it('answers a URL whose state tells nothing', async () => {
    const { identifier } = await integration();
    const { result } = await novu.integrations.generateConnectOAuthUrl({
      integrationIdentifier: identifier,
      subscriberId: 'ann',
      connectionIdentifier: unique('chconn'),
      context: { tenant: { id: 'acme', data: { name: 'Acme' } }, region: 'eu' },
      scope: ['chat:write'],
      connectionMode: 'subscriber',
      autoLinkUser: true,
    });
    const query = new URL(result.url).searchParams;
    assert.match(query.get('state'), STATE);
    assert.equal(query.get('client_id'), '1111.2222');
    assert.equal(query.get('scope'), 'chat:write');
  });

  it('works for a shared connection', async () => {
    const { identifier } = await integration();
    const { result } = await novu.integrations.generateConnectOAuthUrl({
      integrationIdentifier: identifier,
      context: { tenant: 'acme' },
      connectionMode: 'shared',
    });
    assert.ok(result.url.startsWith('http'));
  });

  it('of an unknown integration is a typed 404', async () => {
    await fails(
      novu.integrations.generateConnectOAuthUrl({ integrationIdentifier: 'nowhere', subscriberId: 'ann' }),
      404,
      /^Integration not found: nowhere in environment /,
    );
  });

  it('without an owner is a typed 400', async () => {
    const { identifier } = await integration();
    await fails(
      novu.integrations.generateConnectOAuthUrl({ integrationIdentifier: identifier }),
      400,
      'Either subscriberId or context must be provided',
    );
  });

  it('with an empty integration is a typed 422', async () => {
    const error = await fails(
      novu.integrations.generateConnectOAuthUrl({ integrationIdentifier: '', subscriberId: 'ann' }),
      422,
    );
    assert.deepEqual(error.errors.general.messages, ['Integration identifier is required']);
  });

  it('takes a signed context where the integration demands one, and no other', async () => {
    const { identifier } = await integration('slack', 'chat', {
      clientId: '1',
      secretKey: 's',
      hmac: true,
    });
    const request = {
      integrationIdentifier: identifier,
      subscriberId: 'ann',
      context: { tenant: 'acme' },
    };
    const contextHash = createHmac('sha256', apiKey).update('{"tenant":"acme"}').digest('hex');
    const { result } = await novu.integrations.generateConnectOAuthUrl({ ...request, contextHash });
    assert.ok(result.url);
    await fails(
      novu.integrations.generateConnectOAuthUrl({ ...request, contextHash: '0'.repeat(64) }),
      400,
      'Please provide a valid context HMAC hash',
    );
  });
});

describe('integrations.generateLinkUserOAuthUrl', () => {
  it('works for a provider that the reference does not have', async () => {
    const { identifier } = await integration('google-chat');
    const { result } = await novu.integrations.generateLinkUserOAuthUrl({
      integrationIdentifier: identifier,
      subscriberId: 'ann',
    });
    const query = new URL(result.url).searchParams;
    assert.equal(query.get('scope'), 'openid');
    assert.match(query.get('code_challenge'), STATE);
    assert.match(query.get('nonce'), STATE);
  });

  it('is by Sign in with Slack where the credentials say so', async () => {
    const { id, identifier } = await integration();
    // The SDK drops credential fields that it does not know.
    const changed = await raw(`/v1/integrations/${id}`, {
      method: 'PUT',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        credentials: { clientId: '1111.2222', secretKey: 'a-client-secret', openIdConnect: true },
      }),
    });
    assert.equal(changed.status, 200);
    const { result } = await novu.integrations.generateLinkUserOAuthUrl({
      integrationIdentifier: identifier,
      subscriberId: 'ann',
      userScope: ['identity.basic'],
    });
    const url = new URL(result.url);
    assert.ok(url.pathname.endsWith('/openid/connect/authorize'), url.pathname);
    assert.equal(url.searchParams.get('scope'), 'openid profile email');
  });

  it('answers a URL for a user', async () => {
    const { identifier } = await integration();
    const { result } = await novu.integrations.generateLinkUserOAuthUrl({
      integrationIdentifier: identifier,
      subscriberId: 'ann',
      userScope: ['identity.basic'],
    });
    const query = new URL(result.url).searchParams;
    assert.match(query.get('state'), STATE);
    assert.equal(query.get('user_scope'), 'identity.basic');
  });

  it('with an empty subscriber is a typed 422', async () => {
    const { identifier } = await integration();
    const error = await fails(
      novu.integrations.generateLinkUserOAuthUrl({ integrationIdentifier: identifier, subscriberId: '' }),
      422,
    );
    assert.deepEqual(error.errors.general.messages, ['subscriberId is required for link_user']);
  });
});

describe('integrations.generateChatOAuthUrl', () => {
  for (const mode of ['connect', 'link_user']) {
    it(`still answers a URL to ${mode}`, async () => {
      const { identifier } = await integration();
      const { result } = await novu.integrations.generateChatOAuthUrl({
        integrationIdentifier: identifier,
        subscriberId: 'ann',
        mode,
      });
      assert.match(new URL(result.url).searchParams.get('state'), STATE);
    });
  }

  it('of an unknown integration is a typed 404', async () => {
    await fails(
      novu.integrations.generateChatOAuthUrl({ integrationIdentifier: 'nowhere', subscriberId: 'ann' }),
      404,
    );
  });
});

describe('integrations.linkChannelEndpoint', () => {
  it('is a typed 400 for a provider that links by OAuth', async () => {
    const { identifier } = await integration();
    await fails(
      novu.integrations.linkChannelEndpoint({ integrationIdentifier: identifier, subscriberId: 'ann' }),
      400,
      'Provider "slack" does not support subscriber chat linking via this endpoint.',
    );
  });

  it('of an unknown integration is a typed 404', async () => {
    await fails(
      novu.integrations.linkChannelEndpoint({ integrationIdentifier: 'nowhere', subscriberId: 'ann' }),
      404,
      'Integration nowhere not found',
    );
  });

  it('with an empty subscriber is a typed 422', async () => {
    await fails(
      novu.integrations.linkChannelEndpoint({ integrationIdentifier: 'x', subscriberId: '' }),
      422,
      'Validation Error',
    );
  });
});
