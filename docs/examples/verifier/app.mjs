// An application that confirms who finished a journey. Node 18 or later, nothing else:
//
//   API_KEY=dev-secret-key node docs/examples/verifier/app.mjs
//
// See README.md beside this file.
import { randomBytes } from "node:crypto";
import { createServer } from "node:http";

const SERVICE = process.env.SERVICE_URL ?? "http://localhost:8080";
const API_KEY = process.env.API_KEY ?? "dev-secret-key";
const INTEGRATION = process.env.INTEGRATION ?? "slack-demo";
const PORT = Number(process.env.PORT ?? 4000);

const FAILURES = {
  403: "This connect link was started by somebody else. Nothing was connected.",
  404: "This connect link was used already, or it took too long. Please start again.",
};

/** Sessions of this application: id of the cookie to the user who signed in. */
const sessions = new Map();

/** The user of this browser's session; what the whole defence rests on. */
function currentUser(request) {
  const cookie = /(?:^|;\s*)session=([A-Za-z0-9_-]+)/.exec(request.headers.cookie ?? "");
  return cookie ? sessions.get(cookie[1]) : undefined;
}

async function callService(path, body, headers = {}) {
  const answer = await fetch(SERVICE + path, {
    method: "POST",
    headers: { Authorization: `ApiKey ${API_KEY}`, "Content-Type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
  return { status: answer.status, json: await answer.json() };
}

const routes = {
  "GET /": (request) => {
    const user = currentUser(request);
    return user
      ? page(`<p>Hello ${escape(user)}.</p><form method="post" action="/connect"><button>Connect Slack</button></form>`)
      : page(`<form method="post" action="/login"><label>Name <input name="name" required></label><button>Sign in</button></form>`);
  },

  // Stands for whatever signs your users in.
  "POST /login": async (request) => {
    const name = new URLSearchParams(await read(request)).get("name") ?? "";
    if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
      return page("<p>Letters and digits only.</p>", 400);
    }
    const id = randomBytes(32).toString("base64url");
    sessions.set(id, name);
    // Lax, not Strict: the browser comes to /verify from the provider's site. Add Secure where you have HTTPS.
    return redirect("/", { "Set-Cookie": `session=${id}; Path=/; HttpOnly; SameSite=Lax` });
  },

  // The journey is started for the user of the session, never for a name from the request.
  "POST /connect": async (request) => {
    const user = currentUser(request);
    if (!user) {
      return page("<p>Sign in first.</p>", 401);
    }
    const { status, json } = await callService("/v1/integrations/channel-connections/oauth", {
      integrationIdentifier: INTEGRATION,
      subscriberId: user,
    });
    return status === 201 ? redirect(json.data.url) : page(`<p>${escape(String(json.message))}</p>`, 502);
  },

  // The integration's verifierUrl. Nothing is connected until this session's user is confirmed.
  "GET /verify": async (request, url) => {
    const user = currentUser(request);
    if (!user) {
      return page("<p>Sign in, then start connecting again.</p>", 401);
    }
    const flowId = url.searchParams.get("flowId") ?? "";
    const { status, json } = await callService(
      `/v1/integrations/channel-connections/oauth/${encodeURIComponent(flowId)}/confirm`,
      { subscriberId: user },
      // A flow is good for one confirmation: whoever has to repeat the call gets the first answer.
      { "Idempotency-Key": flowId },
    );
    if (status !== 200) {
      return page(`<p>${escape(FAILURES[status] ?? String(json.message))}</p>`, status);
    }
    // Microsoft Teams: the same user signs in as well, and comes back here.
    const next = json.data.nextUrl ?? json.data.redirectUrl;
    return next ? redirect(next) : page("<p>Connected.</p>");
  },
};

createServer(async (request, response) => {
  const url = new URL(request.url, `http://localhost:${PORT}`);
  const route = routes[`${request.method} ${url.pathname}`] ?? (() => page("<p>No such page.</p>", 404));
  let answer;
  try {
    answer = await route(request, url);
  } catch {
    answer = page("<p>The service cannot be reached. Please try again.</p>", 502);
  }
  response.writeHead(answer.status, {
    "Content-Type": "text/html; charset=utf-8",
    "Cache-Control": "no-store",
    // The flow id is in this page's address.
    "Referrer-Policy": "no-referrer",
    ...answer.headers,
  });
  response.end(answer.body);
}).listen(PORT, "127.0.0.1", () => console.log(`ready: http://localhost:${PORT}`));

function page(body, status = 200) {
  return { status, headers: {}, body: `<!doctype html><html lang="en"><title>Example</title><main>${body}</main></html>` };
}

function redirect(location, headers = {}) {
  return { status: 303, headers: { Location: location, ...headers }, body: "" };
}

async function read(request) {
  let text = "";
  for await (const chunk of request) {
    text += chunk;
    if (text.length > 10_000) {
      throw new Error("too large");
    }
  }
  return text;
}

function escape(text) {
  return text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
}
