const NAMED = /^(?:localhost|(?:\*\.[a-z0-9_-]+|[a-z0-9_-]+)(?:\.[a-z0-9_-]+)+)(?::(\d{1,5}))?$/i;
const IPV6 = /^\[[0-9a-f:.]+\](?::(\d{1,5}))?$/i;

/**
 * Whether `text` names hosts as the sandbox's allow-list takes them: `example.com`, `*.example.com`, `localhost`, `10.0.0.1`,
 * `[::1]`, each with an optional `:port`. Not a URL, and no wildcard over a whole top-level domain.
 */
export function isHostPattern(text: string): boolean {
  const match = NAMED.exec(text) ?? IPV6.exec(text);
  if (!match) return false;
  const port = Number(match[1] ?? 443);
  return port >= 1 && port <= 65_535;
}
