// The service: how it is started, what is asked of it, and how it is filled with records.
import http from 'node:http';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { access } from 'node:fs/promises';
import { run } from './processes.mjs';

const project = fileURLToPath(new URL('../../..', import.meta.url));
const KEY = 'b7f3e1a95c08d2463e9f71c5a0b8d6e2';
const AUTHORIZATION = { Authorization: `ApiKey ${KEY}` };
const HEADERS = { ...AUTHORIZATION, 'Content-Type': 'application/json' };
// A Redis knows the keys that it was used with.
const ENCRYPTION_KEY = `bench:${Buffer.alloc(32, 'bench').toString('base64')}`;
const INTEGRATION = 'bench-slack';
/** Connections whose token is renewed whenever it is asked for. */
export const RENEWED = 2000;
const IMPORTS = 8;

export const jarFile = path.join(project, 'target/quarkus-app/quarkus-run.jar');

export async function build() {
  const built = await access(jarFile).then(() => true, () => false);
  if (!built) await run(['mvn', '--batch-mode', '-q', '-f', project, 'package', '-DskipTests']);
}

const url = {
  method: 'POST',
  path: '/v1/integrations/channel-connections/oauth',
  headers: HEADERS,
  body: { integrationIdentifier: INTEGRATION, subscriberId: 'subscriber-{n}' },
};

/** What is measured. The records are those of `fill`. */
export function tasks(records) {
  return {
    url,
    'url with key': { ...url, headers: { ...HEADERS, 'Idempotency-Key': '{n}' } },
    journey: { ...url, callback: '/v1/integrations/chat/oauth/callback' },
    page: { path: '/v1/channel-connections?limit=10', headers: AUTHORIZATION },
    'page by subscriber': {
      path: '/v1/channel-connections?limit=10&subscriberId=subscriber-{r}',
      headers: AUTHORIZATION,
      range: Math.max(1, Math.floor(records / 10)),
    },
    token: { method: 'POST', path: '/v1/channel-connections/bench-{r}/token', headers: AUTHORIZATION, range: records },
    'token, renewed': { method: 'POST', path: '/v1/channel-connections/renewed-{r}/token', headers: AUTHORIZATION, range: RENEWED },
    create: {
      method: 'POST',
      path: '/v1/channel-connections',
      headers: HEADERS,
      body: {
        integrationIdentifier: INTEGRATION,
        subscriberId: 'creator-{n}',
        workspace: { id: 'T{n}', name: 'Slack Softball Team' },
        auth: { accessToken: 'xoxb-2345678901-2345678901234-abcdefghijklmnopqrstuvwx' },
      },
    },
  };
}

export function subject(command, port, managementPort, redis, slack, records) {
  const base = `http://127.0.0.1:${port}`;
  return {
    title: 'Chat Connect',
    base,
    command,
    env: {
      QUARKUS_HTTP_PORT: String(port),
      QUARKUS_MANAGEMENT_PORT: String(managementPort),
      QUARKUS_REDIS_HOSTS: redis,
      CHAT_CONNECT_PUBLIC_URL: base,
      CHAT_CONNECT_PROVIDERS_SLACK_BASE_URL: slack,
      CHAT_CONNECT_ENVIRONMENTS_DEFAULT_API_KEYS: KEY,
      CHAT_CONNECT_ENCRYPTION_KEYS: ENCRYPTION_KEY,
      // Load makes more URLs that nobody uses than any product does in five minutes.
      CHAT_CONNECT_OAUTH_MAX_PENDING: '100000000',
      // All tokens of the stand-in are about to end, always: the sweep would renew them without end, during
      // whatever is measured.
      CHAT_CONNECT_TOKENS_SWEEP_EVERY: 'off',
    },
    tasks: tasks(records),
    first: { path: '/v1/channel-connections', headers: AUTHORIZATION },
    prepare: (from = 0) => fill(base, from, records),
  };
}

async function call(base, method, route, body) {
  const response = await fetch(base + route, { method, headers: HEADERS, body: JSON.stringify(body) });
  if (!response.ok) throw new Error(`${method} ${route}: ${response.status} ${await response.text()}`);
}

/** Makes connections until there are as many as wanted, ten for each subscriber, and some that rotate. */
async function fill(base, from, until) {
  if (from === 0) {
    await call(base, 'POST', '/v1/integrations', {
      providerId: 'slack', channel: 'chat', identifier: INTEGRATION, active: true,
      credentials: { clientId: '1.2', secretKey: 'secret' },
    });
    await importLines(base, lines(0, RENEWED, renewed));
  }
  const share = Math.ceil((until - from) / IMPORTS);
  const parts = Array.from({ length: IMPORTS }, (_, i) => [from + i * share, Math.min(until, from + (i + 1) * share)]);
  await Promise.all(parts.filter(([start, end]) => start < end).map(([start, end]) => importLines(base, lines(start, end, plain))));
}

function plain(i) {
  return {
    identifier: `bench-${i}`, integrationIdentifier: INTEGRATION, subscriberId: `subscriber-${Math.floor(i / 10)}`,
    contextKeys: [`tenant:t${i}`], workspace: { id: `T${i}`, name: 'Slack Softball Team', botUserId: 'U0KRQLJ9H' },
    auth: { accessToken: 'xoxb-2345678901-2345678901234-abcdefghijklmnopqrstuvwx' },
    grant: { scopes: ['chat:write'] },
  };
}

/** Its token is about to end whenever it is asked for. */
function renewed(i) {
  const end = new Date(Date.now() + 60_000).toISOString();
  return {
    ...plain(i), identifier: `renewed-${i}`, subscriberId: `renewed-${i}`,
    auth: { accessToken: 'xoxe.xoxb-1', refreshToken: `xoxe-1-${i}`, expiresAt: end },
  };
}

function* lines(from, until, record) {
  for (let i = from; i < until; i++) yield `${JSON.stringify(record(i))}\n`;
}

/** Sends lines as fast as they are taken; fails when one was refused. */
function importLines(base, records) {
  return new Promise((resolve, reject) => {
    const request = http.request(`${base}/v1/transfer?failuresOnly=true`, {
      method: 'POST', headers: { ...AUTHORIZATION, 'content-type': 'application/x-ndjson' },
    });
    request.on('error', reject);
    request.on('response', (response) => {
      let told = '';
      response.on('data', (chunk) => (told += chunk));
      response.on('end', () => {
        const summary = JSON.parse(told.trim().split('\n').at(-1));
        if (response.statusCode === 200 && summary.kind === 'summary' && summary.failed === 0) resolve();
        else reject(new Error(`import: ${response.statusCode} ${told.slice(0, 500)}`));
      });
      response.on('error', reject);
    });
    const write = () => {
      for (let next = records.next(); !next.done; next = records.next()) {
        if (!request.write(next.value)) return request.once('drain', write);
      }
      return request.end();
    };
    write();
  });
}
