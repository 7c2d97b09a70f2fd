// Verifies the proof on the page of an access record, by computation alone: the page's policy allows no request.

{
  const encoder = new TextEncoder();

  async function sha256(text) {
    const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(text)));
    return base64url(bytes);
  }

  function base64url(bytes) {
    let text = '';
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '');
  }

  function bytesOf(text) {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (each) =>
      each.charCodeAt(0),
    );
  }

  // RFC 8785: the members of a checkpoint are texts and whole numbers.
  function canonical(object) {
    const names = Object.keys(object).sort();
    return `{${names.map((name) => `${JSON.stringify(name)}:${JSON.stringify(object[name])}`).join(',')}}`;
  }

  async function verify({ chain, publicKey, number, before, entry, following, checkpoint }, shownHash) {
    let count = number;
    let head = await sha256(`${before}\n${count}\n${await sha256(entry)}`);
    if (head !== shownHash) return 'altered';
    for (const digest of following) {
      count += 1;
      head = await sha256(`${head}\n${count}\n${digest}`);
    }
    const { signature, ...said } = checkpoint;
    if (said.chain !== chain || said.count !== count || said.head !== head) return 'not-in-chain';
    try {
      const pem = publicKey.replace(/-----[^-]+-----|\s/g, '');
      const key = await crypto.subtle.importKey('spki', bytesOf(pem), 'Ed25519', false, ['verify']);
      const text = encoder.encode(canonical(said));
      return (await crypto.subtle.verify('Ed25519', key, bytesOf(signature), text)) ? 'holds' : 'not-signed';
    } catch (error) {
      return error.name === 'NotSupportedError' ? 'unsupported' : 'not-signed';
    }
  }

  for (const place of document.querySelectorAll('[data-verify]')) {
    const button = place.querySelector('button');
    const show = (verdict) => {
      for (const text of place.querySelectorAll('[data-verdict]'))
        text.hidden = text.dataset.verdict !== verdict;
    };
    // Outside of https and localhost, browsers have no Web Cryptography.
    if (globalThis.crypto?.subtle === undefined) {
      show('unsupported');
      continue;
    }
    button.hidden = false;
    button.addEventListener('click', async () => {
      button.disabled = true;
      try {
        const proof = JSON.parse(document.getElementById('proof').textContent);
        show(await verify(proof, place.dataset.verify));
      } catch {
        show('not-in-chain');
      }
      button.disabled = false;
    });
  }
}
