/** What a credential looks like. Where the pattern has a group, it is the credential and the end of the match. */
export interface SecretShape {
  readonly what: string;
  readonly pattern: RegExp;
}

/**
 * Credentials that can be told by their form. Every repetition has a bound, so that output comes through in pieces: nothing here
 * matches more than `LONGEST_SHAPE` characters. Forms that need no bound of a word are wrong more often, so each asks for one.
 */
export const SECRET_SHAPES: readonly SecretShape[] = [
  {
    what: 'private key',
    pattern:
      /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?!-----BEGIN)[\s\S]){1,16000}?-----END [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----/g,
  },
  // Cut off before its end, as in the first lines of a long output.
  {
    what: 'private key',
    pattern: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:(?:\s|\\[nr]){1,4}[A-Za-z0-9+/=]{16,80}){1,180}/g,
  },
  { what: 'API key', pattern: /\bsk-(?=[A-Za-z_-]{0,64}\d)[A-Za-z0-9_-]{20,512}/g },
  { what: 'GitHub token', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{20,255}|github_pat_[A-Za-z0-9_]{20,255})/g },
  { what: 'GitLab token', pattern: /\bglpat-[A-Za-z0-9_-]{20,128}/g },
  { what: 'Slack token', pattern: /\bxox[abeoprs]-[A-Za-z0-9-]{10,255}/g },
  { what: 'Slack webhook', pattern: /\bhooks\.slack\.com\/services\/([A-Za-z0-9/]{20,100})/g },
  { what: 'AWS key id', pattern: /\b(?:AKIA|ASIA)[A-Z0-9]{16}\b/g },
  { what: 'Google key', pattern: /\b(?:AIza[A-Za-z0-9_-]{35}|ya29\.[A-Za-z0-9_-]{20,512})/g },
  { what: 'npm token', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g },
  { what: 'PyPI token', pattern: /\bpypi-[A-Za-z0-9_-]{50,512}/g },
  { what: 'Hugging Face token', pattern: /\bhf_[A-Za-z0-9]{30,64}\b/g },
  { what: 'Stripe key', pattern: /\b[rs]k_(?:live|test)_[A-Za-z0-9]{16,128}/g },
  { what: 'SendGrid key', pattern: /\bSG\.[A-Za-z0-9_-]{16,64}\.[A-Za-z0-9_-]{16,64}/g },
  { what: 'JSON web token', pattern: /\beyJ[A-Za-z0-9_-]{8,2048}\.eyJ[A-Za-z0-9_-]{8,4096}\.[A-Za-z0-9_-]{8,1024}/g },
  {
    what: 'Authorization header',
    pattern: /\b(?:bearer|basic)[ \t]{1,4}((?=[A-Za-z._~+/-]{0,64}\d)[A-Za-z0-9._~+/=-]{16,4096})/gi,
  },
  { what: 'password in a URL', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@'"]{0,256}:([^\s/@'"]{1,256})(?=@)/gi },
  {
    what: 'value set as a secret',
    pattern:
      /(?:api[_-]?key|access[_-]?key|secret|token|passwd|password|credential)["']?\s{0,3}[:=]\s{0,3}["']?((?=[^\s"',;]{0,64}\d)(?=[^\s"',;]{0,64}[A-Za-z])[A-Za-z0-9._~+/=!@#$%^&*-]{8,512})/gi,
  },
];

/** More than any of these patterns matches, in characters. */
export const LONGEST_SHAPE = 24_576;
