// Runs the ceremony of a passkey form, and submits its result. Needs SimpleWebAuthn's bundle before it.

{
  const { startAuthentication, startRegistration, browserSupportsWebAuthn } = SimpleWebAuthnBrowser;
  const problems = { NotAllowedError: 'cancelled', AbortError: 'cancelled', InvalidStateError: 'registered' };

  for (const form of document.querySelectorAll('form[data-passkey]')) {
    const show = (problem) => {
      for (const text of form.querySelectorAll('[data-problem]'))
        text.hidden = text.dataset.problem !== problem;
    };
    form.addEventListener('submit', async (event) => {
      event.preventDefault();
      show('');
      if (!browserSupportsWebAuthn()) return show('unsupported');
      const button = form.querySelector('button');
      button.disabled = true;
      try {
        const optionsJSON = JSON.parse(form.dataset.options);
        const run = form.dataset.passkey === 'create' ? startRegistration : startAuthentication;
        form.elements.response.value = JSON.stringify(await run({ optionsJSON }));
        form.submit();
      } catch (error) {
        button.disabled = false;
        show(problems[error.cause?.name ?? error.name] ?? 'failed');
      }
    });
  }

  // The token of an invitation is in the fragment, which browsers send to nobody.
  const token = document.querySelector('form[data-invitation] input[name="token"]');
  if (token !== null && location.hash.length > 1) {
    token.value = decodeURIComponent(location.hash.slice(1));
    history.replaceState(null, '', location.pathname);
    token.form.submit();
  }
}
