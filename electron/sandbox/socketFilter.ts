/** AF_VSOCK: a virtual machine's line to what it runs on. The kernel has one for the whole machine, whatever network a command is in. */
const VSOCK = 40;

/** `EAFNOSUPPORT`, which a program meets on a machine without such sockets. */
const NO_SUCH_FAMILY = 97;

/** How each kind of system call is told apart, and where it opens a socket: by a number with the family, or by one that hides it. */
interface Calls {
  readonly audit: number;
  readonly socket: readonly number[];
  readonly opaque: readonly number[];
}

/** From linux/audit.h and the tables of system calls; the second of each machine is its 32-bit one. */
const CALLS: Readonly<Partial<Record<string, readonly Calls[]>>> = {
  x64: [
    { audit: 0xc000003e, socket: [41, 0x40000029], opaque: [] },
    { audit: 0x40000003, socket: [359], opaque: [102] },
  ],
  arm64: [
    { audit: 0xc00000b7, socket: [198], opaque: [] },
    { audit: 0x40000028, socket: [281], opaque: [] },
  ],
};

type Instruction = readonly [code: number, jumpTrue: number, jumpFalse: number, value: number];

const load = (offset: number): Instruction => [0x20, 0, 0, offset];
/** Goes on where the loaded value is this one, and otherwise so many instructions further. */
const onlyIf = (value: number, skip: number): Instruction => [0x15, 0, skip, value];
const allow: Instruction = [0x06, 0, 0, 0x7fff0000];
const refuse: Instruction = [0x06, 0, 0, 0x00050000 | NO_SUCH_FAMILY];

/** Places of struct seccomp_data: the call's number, its architecture, the lower half of its first argument. */
const [NUMBER, ARCHITECTURE, FAMILY] = [0, 4, 16];

/** The filter as the kernel takes it; undefined on machines whose calls are not known here. */
export function socketFilter(architecture: string = process.arch): Buffer | undefined {
  const calls = CALLS[architecture];
  if (!calls) return undefined;
  const program = [load(ARCHITECTURE), ...calls.flatMap(part), allow];
  const bytes = Buffer.alloc(program.length * 8);
  for (const [index, [code, jumpTrue, jumpFalse, value]] of program.entries()) {
    bytes.writeUInt16LE(code, index * 8);
    bytes.writeUInt8(jumpTrue, index * 8 + 2);
    bytes.writeUInt8(jumpFalse, index * 8 + 3);
    bytes.writeUInt32LE(value >>> 0, index * 8 + 4);
  }
  return bytes;
}

function part({ audit, socket, opaque }: Calls): readonly Instruction[] {
  const asked = socket.flatMap((number) => [onlyIf(number, 4), load(FAMILY), onlyIf(VSOCK, 1), refuse, allow]);
  const block = [load(NUMBER), ...asked, ...opaque.flatMap((number) => [onlyIf(number, 1), refuse]), allow];
  return [onlyIf(audit, block.length), ...block];
}

/** A descriptor that nothing else of the line uses; bubblewrap reads the filter from it and closes it. */
const DESCRIPTOR = 9;

/** Where the options end, after the mount that kernelSettings.ts makes the last. */
const LAST = ' --ro-bind /proc/sys /proc/sys -- ';

/** What bash does before a line of `withSocketFilter`; apart from it, so that bash closes its own end of the filter's pipe. */
export function openSocketFilter(): readonly string[] {
  const filter = process.platform === 'linux' ? socketFilter() : undefined;
  if (!filter) return [];
  const octal = [...filter].map((byte) => `\\${byte.toString(8).padStart(3, '0')}`).join('');
  return [`exec ${DESCRIPTOR}< <(printf '${octal}')`];
}

/** A finished bubblewrap line whose command has the filter. */
export function withSocketFilter(line: string): string {
  return socketFilter() ? line.replace(LAST, `${LAST.slice(0, -3)}--seccomp ${DESCRIPTOR} -- `) : line;
}
