/* What this service has and the SDK of servers does not know: it refuses the whole answer. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ResponseValidationError } from '@novu/api/models/errors/index.js';
import { integration, novu, raw, unique } from './support.js';

async function make(path, body) {
  const answer = await raw(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 201);
  return (await answer.json()).data.identifier;
}

/** Lists with filters that leave out what the SDK does not know, and without them. */
async function listsOnlyWithFilters(sdk, subscriberId, integrationIdentifier, identifier) {
  await assert.rejects(sdk.list({ subscriberId }), ResponseValidationError);
  for (const filter of [{ providerId: 'slack' }, { integrationIdentifier }]) {
    const { result } = await sdk.list({ subscriberId, ...filter });
    assert.deepEqual(result.data.map((found) => found.identifier), [identifier]);
  }
}

describe('what the SDK does not know', () => {
  for (const provider of ['zoom', 'google-chat']) {
    it(`connections of ${provider} are left out by filters`, async () => {
      const subscriberId = unique('subscriber');
      const slack = await integration();
      const foreign = await integration(provider);
      const connection = { subscriberId, workspace: { id: 'W' }, auth: { accessToken: 'x' } };
      const known = { integrationIdentifier: slack.identifier, ...connection };
      const identifier = await make('/v1/channel-connections', known);
      const other = { integrationIdentifier: foreign.identifier, ...connection };
      await make('/v1/channel-connections', other);
      await listsOnlyWithFilters(novu.channelConnections, subscriberId, slack.identifier, identifier);
    });
  }

  for (const [type, provider, userId] of [
    ['discord_user', 'discord', '80351110224678912'],
    ['zoom_user', 'zoom', 'z1'],
    ['google_chat_user', 'google-chat', 'users/1'],
  ]) {
    it(`endpoints of type ${type} are left out by filters`, async () => {
      const subscriberId = unique('subscriber');
      const slack = await integration();
      const foreign = await integration(provider);
      const identifier = await make('/v1/channel-endpoints', {
        integrationIdentifier: slack.identifier,
        subscriberId,
        type: 'slack_user',
        endpoint: { userId: unique('U') },
      });
      await make('/v1/channel-endpoints', {
        integrationIdentifier: foreign.identifier,
        subscriberId,
        type,
        endpoint: { userId },
      });
      await listsOnlyWithFilters(novu.channelEndpoints, subscriberId, slack.identifier, identifier);
    });
  }
});
