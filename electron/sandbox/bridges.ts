/** The ports that the library's proxy variables name. In hexadecimal, as /proc/net/tcp has them: 0C38 and 0438. */
export const HTTP_PORT = 3128;
export const SOCKS_PORT = 1080;

/** A POSIX shell's function: whether something of its network listens on a port, named as in /proc/net/tcp. */
const LISTENING = `listening() { while read -r n here there state rest; do [ "\${here#*:} $state" = "$1 0A" ] && return; done </proc/net/tcp; return 1; }`;

/** A POSIX shell's lines that go on once both bridges to the proxy listen; `meanwhile` is done before each look but the first. */
export function untilBridged(meanwhile: string): string {
  return `${LISTENING}; until listening 0C38 && listening 0438; do ${meanwhile}; sleep 0.01; done`;
}
