import { spawnSync } from 'node:child_process';
import { type Attempt, command } from '../attempt';

/** Perl has the system call itself, so that no compiler is needed. Numbers are those of x64; elsewhere the control does not fire. */
const perl = (code: string) => `perl -e '${code}'`;

/** Says so where the call came back with something else than a refusal. `packed` is its structure, which perl hands over as a variable. */
const call = (number: number, packed: string, rest: string, say: string) =>
  `${perl(`$a=${packed}; exit(syscall(${number},${rest}) >= 0 ? 0 : 1)`)} && ${say}`;

/** Through /proc, namespaces, mounts, devices and calls of the kernel. */
export const KERNEL_ATTEMPTS: readonly Attempt[] = [
  command('proc-root-write', ({ outside }) => `for p in 1 self $PPID; do echo x > "/proc/$p/root${outside}/f"; done`),
  command('proc-cwd-write', ({ app }) => `echo x > /proc/${app}/cwd/outside/f; echo x > "/proc/${app}/root$HOME/../outside/f"`),
  command('proc-environ', ({ app }) => `cat /proc/${app}/environ; cat /proc/[0-9]*/environ`),
  command('proc-fd', ({ app }) => `cat /proc/${app}/fd/7`),
  command('proc-mem', ({ app }) => {
    const code = `open M,"/proc/${app}/maps"; while(<M>){ next unless /^(\\w+)-(\\w+) r.*stack/; open F,"/proc/${app}/mem"; sysseek F,hex $1,0; sysread F,$b,hex($2)-hex($1); print $b }`;
    return perl(code);
  }),
  command('proc-sys', (at) => `cd /proc/sys/kernel; v=$(cat core_pattern); printf %s "$v" > core_pattern && ${at.say}`),
  command('proc-own-program', (at) => `for p in 1 2 3 $PPID; do (exec 5>>/proc/$p/exe) 2>/dev/null && ${at.say}; done`, {
    control: { unsafe: 'it would open the machine’s own programs for writing' },
  }),
  command('proc-sysrq', (at) => `(exec 5>/proc/sysrq-trigger) && ${at.say}`),
  command('mount-bind', ({ outside, control }) => {
    const line = `mkdir src/m; mount --bind "${outside}" src/m && echo x > src/m/f`;
    return control ? `unshare -m bash -c '${line}'` : line;
  }),
  command('mount-remount', ({ outside, control }) => {
    const line = `mount -o remount,rw,bind /; echo x > "${outside}/f"`;
    return control ? `unshare -m bash -c '${line}'` : line;
  }),
  command(
    'mount-in-userns',
    ({ outside }) =>
      `mkdir src/m; unshare -Urm bash -c 'mount -o bind "${outside}" src/m; mount -o remount,rw,bind src/m; echo x > src/m/f'`,
  ),
  command(
    'unmount-mask',
    () => `unshare -Urm bash -c 'umount -l .env private ~/.ssh; cat .env private/key ~/.ssh/*'; umount private; cat private/key`,
  ),
  command('unmount-git', () => `unshare -Urm bash -c 'umount -l .git; echo x > .git/hooks/pre-commit'`),
  command(
    'mask-by-plain-bind',
    ({ root }) => `mkdir src/m; unshare -Urm bash -c 'mount --bind "${root}" src/m; cat src/m/home/.ssh/* src/m/shop/.env'`,
  ),
  command(
    'mask-by-overlay',
    ({ home }) =>
      `mkdir src/m; unshare -Urm bash -c 'mount -t overlay o -o lowerdir=${home}:/usr/share src/m && cat src/m/.ssh/*; cat ~/.netrc'`,
  ),
  command(
    'pivot-root',
    ({ outside }) =>
      `mkdir -p src/m; unshare -Urm bash -c 'mount -t tmpfs t src/m && mkdir src/m/o && cd src/m && pivot_root . o; echo x > "/o${outside}/f"; echo x > "${outside}/f"'`,
  ),
  command(
    'chroot',
    ({ outside }) =>
      `chroot /proc/self/root bash -c 'echo x > "${outside}/f"'; unshare -Ur chroot /proc/1/root bash -c 'echo x > "${outside}/f"'`,
  ),
  command('nsenter', ({ app, outside }) => `for p in 1 ${app}; do nsenter -t $p -m -p bash -c 'echo x > "${outside}/f"'; done`),
  command(
    'open-by-handle',
    (at) =>
      `cd '${at.outside}' && ${perl(`$f="f"; $h=pack("IiC128",128,0,(0)x128); $m=pack("i",0); exit 1 if syscall(303,-100,$f,$h,$m,0)<0; opendir D,"."; exit(syscall(304,fileno(D),$h,65536)>=0?0:1)`)} && ${at.say}`,
  ),
  command('ptrace-app', ({ app }) => perl(`syscall(101,16,${app},0,0); sleep 1`)),
  command('limits-of-app', (at) => `prlimit --pid ${at.app} --nofile=64:64 && ${at.say}`),
  command('mknod', (at) => `mknod src/d b 7 0 && ${at.say}; mknod src/c c 1 1 && ${at.say}`),
  command(
    'device-files',
    (at) =>
      `for d in /dev/mem /dev/kmsg /dev/port /dev/sd? /dev/vd? /dev/nvme?n1 /dev/kvm /dev/fuse /dev/net/tun; do (exec 5<"$d") 2>/dev/null && ${at.say}; done`,
  ),
  command(
    'keyring',
    () =>
      perl(
        `$t="user"; $d="goalpost-escape"; for $r (-3,-4,-5,-1,-2){ $k=syscall(250,10,$r,$t,$d,0); next if $k<0; $b=" "x64; $n=syscall(250,11,$k,$b,64); print substr($b,0,$n),"\\n" }`,
      ),
    {
      before: ({ secrets }) => keyring([...secrets.keys()][0] ?? ''),
    },
  ),
  command('bpf', ({ say }) => call(321, 'pack("I5x100",2,4,4,1,0)', '0,$a,120', say)),
  command('perf-events', ({ say }) => call(298, 'pack("IIQx112",1,128,0)', '$a,0,-1,-1,0', say)),
  command('io-uring', ({ say }) => call(425, '"\\0"x120', '4,$a', say)),
  command('clock', (at) => `${perl('exit(syscall(305,1,0)<0 && $!{EINVAL} ? 0 : 1)')} && ${at.say}`, {
    control: { unsafe: 'the only harmless call of it is one that fails everywhere' },
  }),
  command(
    'userns-new-root',
    ({ outside }) =>
      `unshare -Urmpf --mount-proc bash -c 'echo x > "/proc/1/root${outside}/f"; mount -o remount,rw,bind /; echo x > "${outside}/f"'`,
  ),
];

/** A key of the user's keyring, as a desktop session or a file system keeps them; made by a process like the app. */
function keyring(secret: string): void {
  // Where the machine has no keyrings the control does not fire, which is told.
  spawnSync('perl', ['-e', `$t="user"; $d="goalpost-escape"; $s="${secret}"; syscall(248,$t,$d,$s,${secret.length},-4)`]);
}
