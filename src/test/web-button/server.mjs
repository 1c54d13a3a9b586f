// The application's side of <chat-connect-button>, in 30 lines: serves index.html and makes connect
// URLs with the API key, which never reaches the browser. Runs against dev mode:
//
//   mvn quarkus:dev -Dchat-connect.oauth.message-origins=http://localhost:3000
//   node src/test/web-button/server.mjs        then open http://localhost:3000
import { createServer } from "node:http"
import { readFile } from "node:fs/promises"

const SERVICE = process.env.CHAT_CONNECT_URL ?? "http://localhost:8080"
const KEY = process.env.CHAT_CONNECT_API_KEY ?? "dev-secret-key"
const ORIGIN = "http://localhost:3000"

async function connectUrl() {
  const answer = await fetch(`${SERVICE}/v1/integrations/channel-connections/oauth`, {
    method: "POST",
    headers: { Authorization: `ApiKey ${KEY}`, "Content-Type": "application/json" },
    // An application takes the subscriber from its own session.
    body: JSON.stringify({ integrationIdentifier: "slack-demo", subscriberId: "ann", origin: ORIGIN }),
  })
  if (!answer.ok) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()).data
}

createServer(async (request, response) => {
  try {
    if (request.url === "/connect/start" && request.method === "POST" && request.headers.origin === ORIGIN) {
      response.setHeader("Content-Type", "application/json").end(JSON.stringify(await connectUrl()))
    } else if (request.url === "/") {
      response.setHeader("Content-Type", "text/html").end(await readFile(new URL("index.html", import.meta.url)))
    } else {
      response.writeHead(404).end()
    }
  } catch (failure) {
    console.error(failure.message)
    response.writeHead(502).end()
  }
}).listen(3000, () => console.log(ORIGIN))
