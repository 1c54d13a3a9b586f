import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { fails, integration, novu, raw, unique } from './support.js';

const UUID = '12345678-1234-1234-1234-123456789012';
const GRAFANA = 'https://oncall.example.com/integrations/v1/formatted_webhook/AbC123/';

/** Every endpoint type with a provider that takes it; `shown` where the SDK's reading is narrower. */
const TYPES = {
  slack_channel: { provider: 'slack', endpoint: { channelId: 'C1' } },
  slack_user: { provider: 'slack', endpoint: { userId: 'U1' } },
  webhook: { provider: 'discord', endpoint: { url: 'https://example.com/hook', channel: '#a' } },
  phone: { provider: 'whatsapp-business', endpoint: { phoneNumber: '+15551234567' } },
  ms_teams_channel: { provider: 'msteams', endpoint: { teamId: 't', channelId: '19:a@thread' } },
  // The SDK does not pass a tenantId on.
  ms_teams_user: { provider: 'msteams', endpoint: { userId: 'u' } },
  telegram_chat: { provider: 'telegram', endpoint: { chatId: '42' } },
  webex_room: { provider: 'webex-messaging', endpoint: { roomId: 'r' }, connected: true },
  webex_person: { provider: 'webex-messaging', endpoint: { personEmail: 'a@b.c' }, connected: true },
  line_user: { provider: 'line', endpoint: { userId: 'L1' } },
  pagerduty_service: {
    provider: 'pagerduty',
    channel: 'tool',
    endpoint: { routingKey: 'a'.repeat(32), region: 'us' },
  },
  opsgenie_integration: {
    provider: 'opsgenie',
    channel: 'tool',
    endpoint: { apiKey: UUID, region: 'eu' },
  },
  grafana_oncall_integration: {
    provider: 'grafana',
    channel: 'tool',
    endpoint: { url: GRAFANA, authToken: 'secret' },
    shown: { url: GRAFANA },
  },
  tool_webhook: {
    provider: 'tool-webhook',
    channel: 'tool',
    credentials: { routingMode: 'dynamic' },
    endpoint: { url: 'https://example.com/tool', method: 'PUT' },
    shown: { url: 'https://example.com/tool' },
  },
};

/** Integrations may hold credential fields that the SDK does not know. */
async function integrationFor({ provider, channel = 'chat', credentials }) {
  const identifier = unique(provider);
  const answer = await raw('/v1/integrations', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ providerId: provider, channel, identifier, active: true, credentials }),
  });
  assert.equal(answer.status, 201);
  return identifier;
}

async function slackUser(integrationIdentifier, more = {}) {
  const { result } = await novu.channelEndpoints.create({
    type: 'slack_user',
    integrationIdentifier,
    subscriberId: unique('subscriber'),
    endpoint: { userId: unique('U') },
    ...more,
  });
  return result;
}

describe('channelEndpoints', () => {
  for (const [type, kind] of Object.entries(TYPES)) {
    it(`create, retrieve, list and delete know ${type}`, async () => {
      const integrationIdentifier = await integrationFor(kind);
      const subscriberId = unique('subscriber');
      const connectionIdentifier = kind.connected
        ? (
            await novu.channelConnections.create({
              integrationIdentifier,
              subscriberId,
              workspace: { id: 'W' },
              auth: { accessToken: 'x' },
            })
          ).result.identifier
        : undefined;
      const { result } = await novu.channelEndpoints.create({
        type,
        integrationIdentifier,
        connectionIdentifier,
        subscriberId,
        createSubscriberIfMissing: true,
        endpoint: kind.endpoint,
      });
      assert.equal(result.type, type);
      assert.equal(result.providerId, kind.provider);
      assert.equal(result.connectionIdentifier, connectionIdentifier ?? null);
      assert.deepEqual(result.endpoint, kind.shown ?? kind.endpoint);
      assert.match(result.identifier, /^chendp_[0-9a-z]{12}$/);
      const found = await novu.channelEndpoints.retrieve(result.identifier);
      assert.deepEqual(found.result, result);
      const wire = await (await raw(`/v1/channel-endpoints/${result.identifier}`)).json();
      assert.deepEqual(wire.data.endpoint, kind.endpoint);
      const listed = await novu.channelEndpoints.list({ subscriberId });
      assert.deepEqual(listed.result.data, [result]);
      await novu.channelEndpoints.delete(result.identifier);
      await fails(novu.channelEndpoints.retrieve(result.identifier), 404);
    });
  }

  it('create with the wrong fields is a typed 422', async () => {
    const { identifier } = await integration('msteams');
    const error = await fails(
      // The SDK checks types, so the mistake has to be one of meaning.
      novu.channelEndpoints.create({
        type: 'webex_person',
        integrationIdentifier: identifier,
        subscriberId: 'ann',
        endpoint: {},
      }),
      422,
      /^Validation failed for CreateChannelEndpointCommand: endpoint: /,
    );
    assert.deepEqual(error.errors.endpoint.messages, [
      'Endpoint must match the required format for type "webex_person"',
    ]);
  });

  it('create for an unknown integration is a typed 404', async () => {
    await fails(slackUser('nowhere'), 404, 'Integration not found: nowhere');
  });

  it('create with an unknown connection is a typed 404', async () => {
    const { identifier } = await integration();
    await fails(
      slackUser(identifier, { connectionIdentifier: 'nowhere' }),
      404,
      'Channel connection not found: nowhere',
    );
  });

  it('create with a taken identifier is a typed 409', async () => {
    const { identifier } = await integration();
    const first = await slackUser(identifier, { identifier: unique('chendp') });
    await fails(slackUser(identifier, { identifier: first.identifier }), 409, /already exists in environment/);
  });

  it('create of a user who is linked to somebody else is a typed 409', async () => {
    const { identifier } = await integration();
    const first = await slackUser(identifier);
    await fails(slackUser(identifier, { endpoint: first.endpoint }), 409, /already linked to another/);
  });

  it('create of a type that needs another provider is a typed 400', async () => {
    const { identifier } = await integration();
    await fails(
      novu.channelEndpoints.create({
        type: 'webex_room',
        integrationIdentifier: identifier,
        subscriberId: 'ann',
        endpoint: { roomId: 'r' },
      }),
      400,
      'Channel endpoint type "webex_room" requires a Webex Messaging integration',
    );
  });

  it('retrieve, update and delete take identifiers with every awkward character', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const awkward = `${unique('chendp')}/a|b@c d+e%2F?#ü`;
    await slackUser(integrationIdentifier, { identifier: awkward });
    assert.equal((await novu.channelEndpoints.retrieve(awkward)).result.identifier, awkward);
    const updated = await novu.channelEndpoints.update({ endpoint: { userId: unique('U') } }, awkward);
    assert.equal(updated.result.identifier, awkward);
    await novu.channelEndpoints.delete(awkward);
    await fails(
      novu.channelEndpoints.delete(awkward),
      404,
      `Channel endpoint with identifier '${awkward}' not found`,
    );
  });

  it('update replaces the fields', async () => {
    const { identifier: integrationIdentifier } = await integration('discord');
    const created = await novu.channelEndpoints.create({
      type: 'webhook',
      integrationIdentifier,
      subscriberId: 'ann',
      endpoint: { url: 'https://example.com/1', channel: '#a' },
    });
    const { result } = await novu.channelEndpoints.update(
      { endpoint: { url: 'https://example.com/2' } },
      created.result.identifier,
    );
    assert.deepEqual(result.endpoint, { url: 'https://example.com/2' });
  });

  it('update with fields of another type is a typed 400', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const { identifier } = await slackUser(integrationIdentifier);
    await fails(
      novu.channelEndpoints.update({ endpoint: { url: 'https://example.com' } }, identifier),
      400,
      'Endpoint must match the required format for type "slack_user"',
    );
  });

  it('list walks all pages and filters', async () => {
    const { identifier: integrationIdentifier } = await integration();
    const subscriberId = unique('subscriber');
    const made = [];
    for (let i = 0; i < 3; i++) {
      made.push((await slackUser(integrationIdentifier, { subscriberId })).identifier);
    }
    const other = await slackUser(integrationIdentifier, { context: { tenant: 'acme' } });
    const seen = [];
    let after;
    do {
      const { result } = await novu.channelEndpoints.list({ subscriberId, limit: 1, after });
      assert.equal(result.totalCount, 3);
      seen.push(...result.data.map((found) => found.identifier));
      after = result.next ?? undefined;
    } while (after);
    assert.deepEqual(seen, made.toReversed());
    const byContext = await novu.channelEndpoints.list({
      integrationIdentifier,
      channel: 'chat',
      providerId: 'slack',
      contextKeys: ['tenant:acme'],
    });
    assert.deepEqual(
      byContext.result.data.map((found) => found.identifier),
      [other.identifier],
    );
    const byConnection = await novu.channelEndpoints.list({ connectionIdentifier: 'nowhere' });
    assert.deepEqual(byConnection.result.data, []);
  });
});
