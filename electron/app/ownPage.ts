/** Whether a URL is a page of ours. `origins` are like `app://goalpost`; a scheme of our own has no `URL.origin`. */
export function isOwnPage(url: string, origins: readonly string[]): boolean {
  if (!URL.canParse(url)) return false;
  const { protocol, host } = new URL(url);
  return origins.includes(`${protocol}//${host}`);
}

/** The link that may be handed to the system's browser, or undefined: https alone, with a host, and no name or password in it. */
export function browserLink(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined;
  const { protocol, hostname, username, password, href } = new URL(url);
  return protocol === 'https:' && hostname !== '' && username === '' && password === '' ? href : undefined;
}

/** The address of a development server on this machine, or undefined: no other one is ever loaded into the window. */
export function developmentOrigin(url: string | undefined): string | undefined {
  if (url === undefined || !URL.canParse(url)) return undefined;
  const { protocol, hostname, origin } = new URL(url);
  return protocol === 'http:' && ['localhost', '127.0.0.1', '[::1]'].includes(hostname) ? origin : undefined;
}
