// A stand-in for the parts of Slack that the benchmark needs. A workspace is named by the code that is
// exchanged, so that each journey connects another one.
//
//   PORT=9801 node src/bench/slack.mjs
import http from 'node:http';

// Shorter than the margin at which services renew a token: each call for the token renews it again.
const EXPIRES_IN_SECONDS = 60;

const counts = { exchanges: 0, refreshes: 0 };

function access(form) {
  const granted = {
    ok: true,
    access_token: 'xoxb-2345678901-2345678901234-abcdefghijklmnopqrstuvwx',
    token_type: 'bot',
    scope: 'chat:write',
    bot_user_id: 'U0KRQLJ9H',
    app_id: 'A0KRD7HC3',
    team: { id: `T${form.get('code') ?? 'REFRESH'}`, name: 'Slack Softball Team' },
    enterprise: null,
    is_enterprise_install: false,
    authed_user: { id: 'U0FP7V1KJ' },
  };
  if (form.get('grant_type') !== 'refresh_token') {
    counts.exchanges++;
    return granted;
  }
  counts.refreshes++;
  return { ...granted, expires_in: EXPIRES_IN_SECONDS, refresh_token: `xoxe-1-${counts.refreshes}` };
}

// RFC 6749 §5.1: the answer that a client of no particular vendor understands.
function standardToken() {
  counts.exchanges++;
  return { access_token: 'xoxb-2345678901', token_type: 'Bearer', expires_in: 43200, scope: 'chat:write' };
}

const routes = {
  '/api/oauth.v2.access': access,
  '/api/standard.token': standardToken,
  '/api/auth.test': () => ({ ok: true, url: 'https://softball.slack.com/', bot_id: 'B0KRQLJ9H', team_id: 'T9TK3CUKW', user_id: 'U0KRQLJ9H' }),
  '/counts': () => counts,
};

http
  .createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => (body += chunk));
    request.on('end', () => {
      const route = routes[request.url];
      const answer = JSON.stringify(route ? route(new URLSearchParams(body)) : { ok: false, error: 'unknown_method' });
      response.writeHead(route ? 200 : 404, { 'content-type': 'application/json; charset=utf-8' }).end(answer);
    });
  })
  .listen(Number(process.env.PORT), '127.0.0.1');
