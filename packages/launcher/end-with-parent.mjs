// Loaded into every service before its own code. A launcher killed with SIGKILL cannot stop its services, but
// the channel to it closes. The services do not depend on a launcher.
const patienceMilliseconds = 5_000;

function end() {
  // A graceful shutdown first, so that requests in flight finish; then forced.
  setTimeout(() => process.exit(1), patienceMilliseconds).unref();
  process.kill(process.pid, 'SIGTERM');
}

if (process.connected) {
  process.once('disconnect', end);
  // The channel alone must not keep the process alive.
  process.channel?.unref();
} else {
  end();
}
