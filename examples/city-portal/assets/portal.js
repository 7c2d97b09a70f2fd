/** Live parts of the pages, which all work without this script. */
const every = 20_000;

for (const board of document.querySelectorAll('[data-live]')) keepCurrent(board);
for (const payment of document.querySelectorAll('[data-events]')) followPayment(payment);
for (const form of document.querySelectorAll('[data-locate]')) offerPosition(form);

/** Replaces a departure board every 20 s while the page is visible. It can be paused (WCAG 2.2, 2.2.2). */
function keepCurrent(board) {
  let isPaused = false;
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'link';
  button.textContent = board.dataset.pause;
  button.addEventListener('click', () => {
    isPaused = !isPaused;
    button.textContent = isPaused ? board.dataset.resume : board.dataset.pause;
    if (!isPaused) void replace();
  });
  const line = document.createElement('p');
  line.className = 'inset';
  line.append(button);
  board.after(line);

  async function replace() {
    if (isPaused || document.hidden) return;
    const response = await fetch(board.dataset.live).catch(() => null);
    // The time on the board shows that it is old.
    if (response?.ok && !isPaused) board.innerHTML = await response.text();
  }
  setInterval(() => void replace(), every);
  document.addEventListener('visibilitychange', () => void replace());
}

/** Shows the next state of a payment as soon as the gateway reports it. */
function followPayment(payment) {
  const { events, state } = payment.dataset;
  const source = new EventSource(events);
  source.addEventListener('message', ({ data }) => {
    if (data === state) return;
    source.close();
    location.reload();
  });
}

/** Offers the stops nearby where the browser can give a position. */
function offerPosition(form) {
  if (!navigator.geolocation) return;
  form.hidden = false;
  form.addEventListener('submit', (event) => {
    if (form.elements.latitude.value !== '') return;
    event.preventDefault();
    const send = () => form.requestSubmit();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        form.elements.latitude.value = coords.latitude.toFixed(3);
        form.elements.longitude.value = coords.longitude.toFixed(3);
        send();
      },
      // The server explains what to do without one.
      () => {
        form.elements.latitude.value = 'none';
        send();
      },
      { maximumAge: 60_000, timeout: 10_000 },
    );
  });
}
