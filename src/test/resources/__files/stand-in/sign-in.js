// The "Allow" of a sign-in page: makes the id_token that the provider would make and sends it along
// inside the code, since stubs can neither sign nor remember. The key is served beside this script
// and worth nothing: only the stand-in publishes its public half.
const link = document.querySelector('a.allow');
const asked = new URLSearchParams(location.search);

link.addEventListener('click', async (event) => {
  event.preventDefault();
  const target = new URL(link.href);
  target.searchParams.set('code', 'signed.' + (await sign(claims())));
  location.assign(target);
});

function claims() {
  const now = Math.floor(Date.now() / 1000);
  return {
    iss: location.origin + link.dataset.issuer,
    aud: asked.get('client_id'),
    iat: now,
    nbf: now,
    exp: now + 300,
    nonce: asked.get('nonce'),
    ...JSON.parse(link.dataset.claims),
  };
}

async function sign(payload) {
  const jwk = await (await fetch('/stand-in/signing-key.json')).json();
  const algorithm = { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' };
  // "use" is for key sets; WebCrypto has "key_ops" instead.
  const { use, ...key } = jwk;
  const signer = await crypto.subtle.importKey('jwk', key, algorithm, false, ['sign']);
  const signed =
    base64url(encode({ alg: 'RS256', typ: 'JWT', kid: jwk.kid })) + '.' + base64url(encode(payload));
  const signature = await crypto.subtle.sign(algorithm, signer, new TextEncoder().encode(signed));
  return signed + '.' + base64url(new Uint8Array(signature));
}

function encode(object) {
  return new TextEncoder().encode(JSON.stringify(object));
}

function base64url(bytes) {
  return btoa(String.fromCharCode(...bytes))
    .replace(/\+/g, '-')
    .replace(/\//g, '_')
    .replace(/=+$/, '');
}
