import { z } from 'zod';

/** What a permission adds to what a command may touch. Paths are absolute and real; it never takes anything away. */
export const Allowance = z.strictObject({
  /** As the allow-list takes them: `example.com`, `*.example.com:443`. */
  hosts: z.array(z.string()),
  /** Files and folders outside of the boundaries that may be written. */
  write: z.array(z.string()),
  /** Hidden files and folders that may be read. */
  read: z.array(z.string()),
  sockets: z.boolean(),
});
export type Allowance = z.infer<typeof Allowance>;

export const NOTHING_ALLOWED: Allowance = { hosts: [], write: [], read: [], sockets: false };

export function allowsNothing({ hosts, write, read, sockets }: Allowance): boolean {
  return hosts.length === 0 && write.length === 0 && read.length === 0 && !sockets;
}

/** All of both. */
export function joinAllowances(one: Allowance, other: Allowance): Allowance {
  return {
    hosts: [...new Set([...one.hosts, ...other.hosts])],
    write: [...new Set([...one.write, ...other.write])],
    read: [...new Set([...one.read, ...other.read])],
    sockets: one.sockets || other.sockets,
  };
}

/** Exactly what is allowed, a line each, in plain words: `connect to registry.example.com, port 443`. */
export function allowanceWords({ hosts, write, read, sockets }: Allowance): readonly string[] {
  return [
    ...hosts.map(hostWords),
    ...write.map((path) => `write ${path}; of a folder all but its .git`),
    ...read.map((path) => `read ${path}, which the goal keeps hidden; what is read may reach the model`),
    ...(sockets ? ['open Unix sockets of this machine, except those of its services and of the desktop'] : []),
  ];
}

function hostWords(pattern: string): string {
  const [, name, port] = /^(.*?)(?::(\d+))?$/.exec(pattern) ?? [];
  const where = name?.startsWith('*.') ? `every host below ${name.slice(2)}` : (name ?? pattern);
  return `connect to ${where}, ${port === undefined ? 'any port' : `port ${port}`}, and send it anything that can be read`;
}

/** Whether an entry of an allow-list lets `wanted`, itself such an entry, through whole. */
export function coversHost(entry: string, wanted: string): boolean {
  const [held, asked] = [partsOf(entry), partsOf(wanted)];
  if (held.port !== undefined && held.port !== asked.port) return false;
  if (held.name === asked.name) return true;
  return held.name.startsWith('*.') && asked.name.endsWith(held.name.slice(1));
}

function partsOf(entry: string): { readonly name: string; readonly port: string | undefined } {
  const [, name = entry, port] = /^(.*?)(?::(\d+))?$/.exec(entry) ?? [];
  return { name: name.toLowerCase(), port };
}
