// <chat-connect-button>: opens a journey in a popup and tells the page how it ended.
// Copyright Chat Connect authors, Apache-2.0. Documentation: docs/connect-button.md

const HOME = new URL(import.meta.url).origin
const CANCELLED = ["access_denied", "permission_denied", "consent_required"]
const WINDOW = "popup,width=560,height=760"
const POLL_MS = 2000
const WATCH_MS = 400
const GRACE_MS = 1000
const POLLED_GRACE_MS = 5000
const LIFE_MS = 10 * 60 * 1000

const STYLE = `
:host{display:inline-block}
:host([hidden]){display:none}
button{min-height:2.5rem;padding:.5rem 1rem;border:1px solid transparent;border-radius:.625rem;background:var(--chat-connect-accent,#1f5fd6);color:var(--chat-connect-on-accent,#fff);font:600 .9375rem/1.4 system-ui,sans-serif;cursor:pointer}
button:hover{filter:brightness(.93)}
button:focus-visible{outline:2px solid var(--chat-connect-accent,#1f5fd6);outline-offset:2px}
button:disabled,button[aria-busy=true]{opacity:.65;cursor:default}
[role=status]{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}`

class ChatConnectButton extends HTMLElement {
  static observedAttributes = ["disabled"]

  #button = document.createElement("button")
  #status = document.createElement("span")
  #run = null

  constructor() {
    super()
    const root = this.attachShadow({ mode: "open", delegatesFocus: true })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(STYLE)
    root.adoptedStyleSheets = [sheet]
    const label = document.createElement("slot")
    label.textContent = "Connect"
    this.#button.type = "button"
    this.#button.part = "button"
    this.#button.append(label)
    this.#button.addEventListener("click", () => this.#click())
    this.#status.role = "status"
    this.#status.part = "status"
    root.append(this.#button, this.#status)
  }

  attributeChangedCallback() {
    this.#button.disabled = this.disabled
  }

  disconnectedCallback() {
    this.#run?.stop()
    this.#run = null
    this.#setBusy(false)
  }

  get disabled() {
    return this.hasAttribute("disabled")
  }

  set disabled(on) {
    this.toggleAttribute("disabled", Boolean(on))
  }

  /** Whether a popup is open. */
  get busy() {
    return this.#button.ariaBusy === "true"
  }

  async #click() {
    if (this.busy) {
      this.#run?.popup.focus()
      return
    }
    this.#run?.stop()
    // Browsers allow popups only straight from the click, so it opens before its address is known.
    const popup = window.open("", "_blank", WINDOW)
    if (!popup) {
      this.#end("failed", { error: "popup_blocked" })
      return
    }
    const run = new Run(popup, this.getAttribute("service-origin") || HOME, outcome =>
      this.#finish(run, outcome))
    this.#run = run
    this.#setBusy(true)
    try {
      const { url, statusUrl } = await this.#address()
      const status = statusUrl ?? this.getAttribute("status-url")
      if (!popup.closed) popup.location.replace(safe(url))
      run.follow(status ? safe(status) : null)
    } catch {
      popup.close()
      run.stop()
      this.#end("failed", { error: "start_failed" })
    }
  }

  async #address() {
    // A function of the page, for those who need more than a plain request.
    if (typeof this.start === "function") return this.start()
    const startUrl = this.getAttribute("start-url")
    if (!startUrl) return { url: this.getAttribute("connect-url") }
    const answer = await fetch(safe(startUrl), {
      method: "POST",
      credentials: "same-origin",
      headers: { Accept: "application/json" },
    })
    if (!answer.ok) throw new Error(`start-url answered ${answer.status}`)
    return answer.json()
  }

  #finish(run, { status, connectionIdentifier, error }) {
    if (run !== this.#run) return
    if (status === "success") this.#end("connected", { connectionIdentifier })
    else if (error === "closed") this.#end("cancelled", { reason: "closed" })
    else if (CANCELLED.includes(error)) this.#end("cancelled", { reason: error, connectionIdentifier })
    else this.#end("failed", { error, connectionIdentifier })
  }

  #end(type, detail) {
    this.#setBusy(false)
    const words = { connected: "Connected", cancelled: "Cancelled", failed: "That did not work" }
    this.#status.textContent = this.getAttribute(`${type}-label`) || words[type]
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }

  #setBusy(on) {
    this.toggleAttribute("busy", on)
    this.#button.ariaBusy = String(on)
    if (on) this.#status.textContent = this.getAttribute("busy-label") || "Connecting…"
  }
}

/** One popup, until it is known how its journey ended. */
class Run {
  #timers = new Set()
  #closed = false
  #done = false

  constructor(popup, service, tell) {
    this.popup = popup
    this.service = service
    this.tell = tell
    this.listener = event => this.#hear(event)
    addEventListener("message", this.listener)
    this.#later(() => this.#giveUp(), LIFE_MS)
  }

  follow(statusUrl) {
    if (this.#done) return
    this.statusUrl = statusUrl
    this.#watch()
    if (statusUrl) this.#later(() => this.#poll(), POLL_MS)
  }

  stop() {
    this.#done = true
    removeEventListener("message", this.listener)
    this.#timers.forEach(clearTimeout)
  }

  #hear({ origin, source, data }) {
    if (origin === this.service && source === this.popup && data?.type === "chat-connect") {
      this.#settle(data)
    }
  }

  /** A page that cuts itself off from its opener looks closed too: polling goes on quietly. */
  #watch() {
    if (!this.popup.closed) {
      this.#later(() => this.#watch(), WATCH_MS)
      return
    }
    const grace = this.statusUrl ? POLLED_GRACE_MS : GRACE_MS
    this.#later(() => {
      this.#closed = true
      this.tell({ status: "error", error: "closed" })
      if (!this.statusUrl) this.stop()
    }, grace)
  }

  async #poll() {
    try {
      const answer = await fetch(this.statusUrl, {
        credentials: "same-origin",
        headers: { Accept: "application/json" },
        cache: "no-store",
      })
      const outcome = answer.ok ? await answer.json() : {}
      if (outcome.status === "success" || outcome.status === "error") this.#settle(outcome)
    } catch {
      // The network comes back, or the run ends by time.
    }
    if (!this.#done) this.#later(() => this.#poll(), POLL_MS)
  }

  #settle({ status, connectionIdentifier, error }) {
    if (this.#done || (status !== "success" && status !== "error")) return
    this.stop()
    if (status === "success") this.popup.close()
    // Who was told of a cancellation hears no more, unless it turned out to be none.
    if (!this.#closed || status === "success") this.tell({ status, connectionIdentifier, error })
  }

  #giveUp() {
    this.stop()
    if (!this.#closed) this.tell({ status: "error", error: "timeout" })
  }

  #later(act, ms) {
    const timer = setTimeout(() => {
      this.#timers.delete(timer)
      act()
    }, ms)
    this.#timers.add(timer)
  }
}

/** Only addresses of the web: a script as address would run in the page's name. */
function safe(address) {
  if (!address) throw new Error("no address")
  const url = new URL(address, document.baseURI)
  if (url.protocol !== "https:" && url.protocol !== "http:") throw new Error("not a web address")
  return url.href
}

if (!customElements.get("chat-connect-button")) {
  customElements.define("chat-connect-button", ChatConnectButton)
}

export { ChatConnectButton }
