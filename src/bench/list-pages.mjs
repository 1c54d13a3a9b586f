// Measures whether a page of a list costs the same wherever it is and whatever the environment holds.
//
//   node src/bench/list-pages.mjs [connections] [base URL] [API key]
//
// Fills an environment with connections through the API, then times pages at the start, in the middle
// and at the end, unfiltered and by integration and subscriber.
const [count = '100000', base = 'http://localhost:8080', key = 'dev-secret-key'] = process.argv.slice(2);
const total = Number(count);
const SAMPLES = 400;
const WORKERS = 32;

async function call(method, path, body) {
  const response = await fetch(base + path, {
    method,
    headers: { authorization: `ApiKey ${key}`, ...(body && { 'content-type': 'application/json' }) },
    body: body && JSON.stringify(body),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${answer.message}`);
  return answer;
}

async function inParallel(items, work) {
  let next = 0;
  await Promise.all(
    Array.from({ length: WORKERS }, async () => {
      while (next < items) await work(next++);
    }),
  );
}

function percentiles(millis) {
  const sorted = millis.toSorted((a, b) => a - b);
  const at = (share) => sorted[Math.floor(share * (sorted.length - 1))].toFixed(2);
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99) };
}

async function time(path) {
  for (let i = 0; i < 50; i++) await call('GET', path);
  const millis = [];
  for (let i = 0; i < SAMPLES; i++) {
    const start = performance.now();
    await call('GET', path);
    millis.push(performance.now() - start);
  }
  return percentiles(millis);
}

const run = Date.now().toString(36);
const integration = `bench-${run}`;
await call('POST', '/v1/integrations', {
  providerId: 'slack', channel: 'chat', identifier: integration, active: true,
  credentials: { clientId: '1.2', secretKey: 'bench' },
});

const filling = performance.now();
await inParallel(total, async (i) => {
  await call('POST', '/v1/channel-connections', {
    identifier: `${integration}-${i}`,
    integrationIdentifier: integration,
    subscriberId: `${run}-${i % 1000}`,
    context: { tenant: `t${i}` },
    workspace: { id: `T${i}`, name: `Workspace ${i}` },
    auth: { accessToken: `xoxb-bench-${i}` },
  });
  if (i > 0 && i % 10_000 === 0) process.stderr.write(`\r${i} connections`);
});
const seconds = (performance.now() - filling) / 1000;
process.stderr.write('\r');
console.log(`${total} connections created in ${seconds.toFixed(1)} s (${(total / seconds).toFixed(0)}/s)`);

// A cursor in the middle: that of the first page of the connections that one in the middle belongs to.
async function cursorAfter(share) {
  let low = await call('GET', '/v1/channel-connections?limit=1');
  const newest = BigInt(Buffer.from(low.next, 'base64url').toString());
  const oldestPage = await call('GET', '/v1/channel-connections?limit=1&orderDirection=ASC');
  const oldest = BigInt(Buffer.from(oldestPage.next, 'base64url').toString());
  const score = newest - ((newest - oldest) * BigInt(Math.round(share * 1000))) / 1000n;
  return Buffer.from(score.toString()).toString('base64url');
}

const rows = [];
for (const [place, share] of [['first', 0], ['middle', 0.5], ['last', 0.999]]) {
  const after = share === 0 ? '' : `&after=${await cursorAfter(share)}`;
  rows.push({ list: 'all', page: place, ...(await time(`/v1/channel-connections?limit=10${after}`)) });
  rows.push({
    list: 'by integration', page: place,
    ...(await time(`/v1/channel-connections?limit=10&integrationIdentifier=${integration}${after}`)),
  });
}
rows.push({
  list: 'by subscriber', page: 'first',
  ...(await time(`/v1/channel-connections?limit=10&subscriberId=${run}-7`)),
});
rows.push({
  list: 'by subscriber and integration', page: 'first',
  ...(await time(`/v1/channel-connections?limit=10&subscriberId=${run}-7&integrationIdentifier=${integration}`)),
});
console.table(rows);
