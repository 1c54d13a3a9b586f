history.replaceState(null, "", location.pathname)
addEventListener("DOMContentLoaded", () => {
  const { origin, status, connection, error } = document.body.dataset
  if (!origin || !status || !window.opener) return
  const outcome = { type: "chat-connect", status }
  if (connection) outcome.connectionIdentifier = connection
  if (error) outcome.error = error
  window.opener.postMessage(outcome, origin)
})
