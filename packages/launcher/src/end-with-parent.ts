// Loaded into every service before its own code: a launcher that is killed with SIGKILL cannot stop its
// services, but the channel to it closes. The services themselves know nothing of a launcher.
const patienceMilliseconds = 5_000;

function end(): void {
  // As if asked to: what is in flight is finished. Then by force.
  setTimeout(() => process.exit(1), patienceMilliseconds).unref();
  process.kill(process.pid, 'SIGTERM');
}

if (process.connected) {
  process.once('disconnect', end);
  // Being watched is no reason to stay alive.
  process.channel?.unref();
} else {
  end();
}
