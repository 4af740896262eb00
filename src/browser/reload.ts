// Only in the development build: loads the page again when the server was started anew.
let started: string | undefined;

async function look(): Promise<void> {
  try {
    const response = await fetch('/healthz', { cache: 'no-store' });
    const { started: now } = (await response.json()) as { started: string };
    if (started !== undefined && now !== started) location.reload();
    started = now;
  } catch {
    // The server is being restarted; the next look will find it.
  }
}

setInterval(look, 700);
