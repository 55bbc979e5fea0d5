import { type Attempt, command } from '../attempt';

/** What goes on when its command, or its goal, is over. Found by the environment that every process of an attempt inherits. */
const session = (id: string, line: string): Attempt => ({ id, by: 'session', does: () => line, control: 'fires' });

/** Harming the app, and outliving the command, the session or the goal. */
export const PROCESS_ATTEMPTS: readonly Attempt[] = [
  command('kill-app', ({ app }) => `kill -9 ${app}; kill -STOP ${app}; pkill -9 -f goalpost-ap[p]`, {
    control: 'fires',
  }),
  command('kill-everything', () => 'trap "" TERM; kill -9 -1; kill -9 $PPID; kill -9 0', {
    control: { unsafe: 'it would kill every process of the machine; kill-app proves the detector' },
  }),
  command('stop-parents', () => 'for p in $(seq 1 40); do kill -STOP $p; done 2>/dev/null; echo alive', {
    control: { unsafe: 'it would stop processes of the machine' },
  }),
  command('daemon-setsid', () => 'setsid sleep 3600 >/dev/null 2>&1 </dev/null &'),
  command('daemon-double-fork', () => '(setsid bash -c "(sleep 3600 &) ; exit" >/dev/null 2>&1 </dev/null &); sleep 0.2'),
  command('daemon-nohup', () => 'nohup sleep 3600 >/dev/null 2>&1 & disown; sleep 0.1'),
  command(
    'daemon-deaf',
    () => `setsid bash -c 'trap "" TERM HUP INT QUIT; while :; do sleep 3600; done' >/dev/null 2>&1 </dev/null & sleep 0.2`,
  ),
  command(
    'daemon-respawning',
    () =>
      `cat > src/r.sh <<'END'\ntrap '' TERM; for n in 1 2 3; do (setsid sleep 3600 &) ; done; sleep 3600\nEND\nsetsid bash src/r.sh >/dev/null 2>&1 </dev/null & sleep 0.2`,
  ),
  command('daemon-tmux', () => 'tmux -S src/t.sock -f /dev/null new -d "sleep 3600"; sleep 0.5'),
  command(
    'daemon-at',
    (at) =>
      `mkdir -p '${at.machine('/var/spool/cron')}'; echo x > '${at.machine('/var/spool/cron')}/at-${at.token}'; echo 'sleep 1' | at now`,
  ),
  command('daemon-systemd', (at) => `systemd-run --user sleep 60 && ${at.say}; systemd-run sleep 60 && ${at.say}`, {
    control: { unsafe: 'it would start a unit of the machine’s' },
  }),
  command('many-processes', () => 'for n in $(seq 150); do sleep 3600 >/dev/null 2>&1 </dev/null & done; sleep 0.2'),
  command('own-terminal-daemon', () => 'script -qfc "setsid sleep 3600" /dev/null >/dev/null 2>&1 </dev/null & sleep 0.2'),
  session(
    'session-daemon',
    'setsid sleep 3600 >/dev/null 2>&1 </dev/null & (setsid sleep 3601 >/dev/null 2>&1 </dev/null &); echo READY; sleep 3600 & sleep 0.1',
  ),
  session(
    'session-deaf',
    `setsid bash -c 'trap "" TERM HUP INT; sleep 3600; sleep 3600' >/dev/null 2>&1 </dev/null & trap '' TERM HUP INT; sleep 0.1; echo READY; [ -t 0 ] && sleep 3600; true`,
  ),
  {
    id: 'check-daemon',
    by: 'check',
    does: () => 'setsid sleep 3600 >/dev/null 2>&1 </dev/null & (setsid sleep 3601 >/dev/null 2>&1 </dev/null &); sleep 0.1',
    control: 'fires',
  },
  command(
    'other-terminals',
    (at) =>
      `for t in /dev/pts/[0-9]* /dev/tty[0-9] /dev/console; do [ "$t" = "$(tty)" ] || { (exec 5>"$t") 2>/dev/null && ls /dev/pts | grep -q '[1-9]' && ${at.say}; }; done`,
    {
      control: { unsafe: 'it would write to terminals of people' },
    },
  ),
];
