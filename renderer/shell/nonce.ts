/** This page's nonce, which main puts into the page and into its Content-Security-Policy; empty where there is no policy. */
export const NONCE = document.querySelector('meta[name="csp-nonce"]')?.getAttribute('content') ?? '';

/** xterm, Monaco and the panels make `<style>` elements of their own: without the nonce the policy would drop their colours. */
export function giveNonceToStyles(): void {
  const create = document.createElement.bind(document);
  document.createElement = (name: string, options?: ElementCreationOptions) => {
    const element = create(name, options);
    if (element instanceof HTMLStyleElement) element.nonce = NONCE;
    return element;
  };
}
