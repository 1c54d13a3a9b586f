/* The client that browsers load, @novu/js, through every function that it has for this API. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Novu } from '@novu/js';
import { apiKey, applicationIdentifier, integration, novu as api, serverURL, unique } from './support.js';
import { canonical, hmac } from './sign.js';

/** The client of a signed subscriber in a signed context. */
function browser(subscriberId, context = { tenant: 'acme' }) {
  return new Novu({
    apiUrl: serverURL.replace(/\/$/, ''),
    applicationIdentifier,
    subscriber: { subscriberId },
    subscriberHash: hmac(apiKey, subscriberId),
    context,
    contextHash: hmac(apiKey, canonical(context)),
  });
}

/** Expects a success and answers its data. */
async function data(promise) {
  const result = await promise;
  assert.equal(result.error, undefined, result.error?.originalError?.message);
  return result.data;
}

/** Expects a failure of a status. */
async function fails(promise, status, message) {
  const { error } = await promise;
  assert.equal(error?.originalError?.status, status, error?.originalError?.message);
  assert.match(error.originalError.body.message, message);
}

async function connection(subscriberId, more = {}) {
  const slack = await integration();
  const { result } = await api.channelConnections.create({
    identifier: `chconn-slack-default-${subscriberId}`,
    integrationIdentifier: slack.identifier,
    subscriberId,
    context: { tenant: 'acme' },
    workspace: { id: 'T1', name: 'Acme' },
    auth: { accessToken: 'xoxb-1' },
    ...more,
  });
  return { slack: slack.identifier, identifier: result.identifier };
}

describe('hashes', () => {
  it('are those of the documentation', () => {
    const key = 'nv-test-secret';
    assert.equal(
      hmac(key, 'subscriber-123'),
      '746a1f3a42ec078d5f2488ae120ba3b32d850564ded2b9ec9781e5324192fc74',
    );
    assert.equal(
      hmac(key, canonical({ tenant: 'acme' })),
      'e34c213959d3a85cf63a2b7f9e1cc8d865cdcb9c9546d2ca708d8757942024f7',
    );
    assert.equal(
      hmac(key, canonical({ tenant: 'acme', app: { id: 'jira', data: { b: 1, a: 'x' } } })),
      'bb0d48a9bd87a69d6c4bc904cf3ad93deff2d462a426899adf423d20852c3ca1',
    );
  });

  it('make a session that an integration with hmac trusts', async () => {
    const strict = await integration('slack', 'chat', { clientId: '1', secretKey: 's', hmac: true });
    const { url } = await data(
      browser(unique('ann')).channelConnections.generateConnectOAuthUrl({
        integrationIdentifier: strict.identifier,
      }),
    );
    assert.match(url, /^http/);
  });
});

describe('channelConnections of the browser', () => {
  it('lists, gets and deletes, whatever characters the subscriber id has', async () => {
    for (const subscriber of [unique('auth0|ann@example.com'), unique('a b'), unique('ü+a%b')]) {
      const { identifier } = await connection(subscriber);
      const client = browser(subscriber);
      // Without the shared ones, which other tests make too.
      const listed = await data(client.channelConnections.list({ connectionMode: 'subscriber' }));
      assert.deepEqual(listed.map((one) => one.identifier), [identifier]);
      // The client puts the identifier into the path as it is, so a percent sign is the caller's.
      const inPath = identifier.replaceAll('%', '%25');
      const got = await data(client.channelConnections.get({ identifier: inPath }));
      assert.equal(got.identifier, identifier);
      assert.deepEqual(got.workspace, { id: 'T1', name: 'Acme' });
      await data(client.channelConnections.delete({ identifier: inPath }));
      await fails(client.channelConnections.get({ identifier: inPath }), 404, /not found/);
    }
  });

  it('does not get what is of another subscriber or context', async () => {
    const ann = unique('ann');
    const { identifier } = await connection(ann);
    await fails(browser(unique('bob')).channelConnections.get({ identifier }), 404, /not found/);
    await fails(browser(ann, { tenant: 'other' }).channelConnections.get({ identifier }), 404, /not found/);
  });

  it('makes URLs, the deprecated way too', async () => {
    const { identifier } = await integration();
    const { channelConnections } = browser(unique('ann'));
    for (const make of ['generateOAuthUrl', 'generateConnectOAuthUrl']) {
      const { url } = await data(
        channelConnections[make]({ integrationIdentifier: identifier, connectionMode: 'shared' }),
      );
      assert.match(new URL(url).searchParams.get('state'), /^[\w-]{43}$/);
    }
  });

  it('tells why a session was refused', async () => {
    const client = new Novu({
      apiUrl: serverURL.replace(/\/$/, ''),
      applicationIdentifier: 'nobody',
      subscriber: { subscriberId: 'ann' },
    });
    const { error } = await client.channelConnections.list();
    assert.match(error.originalError?.message ?? error.message, /valid application identifier/);
  });
});

describe('channelEndpoints of the browser', () => {
  it('creates, lists, gets and deletes', async () => {
    const ann = unique('ann');
    const { slack, identifier } = await connection(ann);
    const { channelEndpoints } = browser(ann);
    const created = await data(
      channelEndpoints.create({
        integrationIdentifier: slack,
        connectionIdentifier: identifier,
        subscriberId: ann,
        type: 'slack_channel',
        endpoint: { channelId: 'C1' },
      }),
    );
    assert.equal(created.type, 'slack_channel');
    const listed = await data(channelEndpoints.list({ connectionIdentifier: identifier }));
    assert.deepEqual(listed, [created]);
    assert.deepEqual(await data(channelEndpoints.get({ identifier: created.identifier })), created);
    await data(channelEndpoints.delete({ identifier: created.identifier }));
    await fails(channelEndpoints.get({ identifier: created.identifier }), 404, /not found/);
  });

  it('does not claim to be a person', async () => {
    const ann = unique('ann');
    const { slack } = await connection(ann);
    await fails(
      browser(ann).channelEndpoints.create({
        integrationIdentifier: slack,
        subscriberId: ann,
        type: 'slack_user',
        endpoint: { userId: 'U1' },
      }),
      403,
      /cannot create an endpoint of type "slack_user"/,
    );
  });

  it('makes URLs to link by OAuth, and says where that is not the way', async () => {
    const ann = unique('ann');
    const { slack, identifier } = await connection(ann);
    const { channelEndpoints } = browser(ann);
    const { url } = await data(
      channelEndpoints.generateLinkUserOAuthUrl({
        integrationIdentifier: slack,
        connectionIdentifier: identifier,
        subscriberId: ann,
      }),
    );
    assert.match(url, /user_scope=/);
    await fails(channelEndpoints.link({ integrationIdentifier: slack }), 400, /does not support/);
  });
});
