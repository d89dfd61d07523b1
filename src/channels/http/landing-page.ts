import type { HttpDeps } from './http-deps.ts';

/** The page at /: what runs here and how to ask. It holds nothing that came from a cluster or a person. */
export async function landingPage({ version, readiness, facts, policy }: HttpDeps): Promise<string> {
  const { ready, waitingFor } = await readiness();
  const token = policy.kind === 'token' ? ' -H "Authorization: Bearer $JAMIE_ACCESS_TOKEN"' : '';
  const world = facts().world
    ? '<p>There is no kubeconfig, so Jamie looks after a simulated company. Break something: <code>npm run jamie -- lab break oom</code>, then ask what is wrong.</p>'
    : '';
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Jamie</title>
<style>
  body { max-width: 44rem; margin: 4rem auto; padding: 0 1rem; font: 1rem/1.6 system-ui, sans-serif; color: #1c2733; background: #fff }
  pre { padding: 0.8rem 1rem; overflow-x: auto; background: #f1f4f7; border-radius: 6px }
  @media (prefers-color-scheme: dark) { body { color: #dde5ec; background: #12181f } pre { background: #1d2630 } a { color: #7db7ff } }
</style>
<main>
<h1>Jamie ${version}</h1>
<p>${ready ? 'Ready.' : `Not ready: waiting for ${waitingFor.join(', ')}.`} Ask about your Kubernetes clusters in plain words; the answers are made of live evidence.</p>
${world}
<h2>In the terminal</h2>
<pre>npm run jamie -- ask "How's my cluster?"
npm run jamie -- chat</pre>
<h2>Over HTTP</h2>
<pre>curl -s localhost:8000/jamie/chat${token} \\
  -H 'Content-Type: application/json' \\
  -d '{"message": "How is my cluster?"}'</pre>
<p>Add <code>-H 'Accept: text/event-stream'</code> to watch the answer come about. <a href="/docs">Everything else</a> ·
<a href="/jamie/status">status</a> · <a href="/metrics">metrics</a></p>
</main>
</html>
`;
}
