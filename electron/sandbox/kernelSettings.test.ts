import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { withReadOnlySettings } from './kernelSettings';
import { openSandbox, type Sandbox } from './sandbox';
import { HOST_ENTRY, outcome, trialOrder, trialPlace, wrapped } from './trialPlace';

const place = trialPlace();
let sandbox: Sandbox;

beforeAll(async () => {
  const opened = await openSandbox({ hostEntry: HOST_ENTRY, neutralDir: place.neutralDir });
  if (!opened.ok) throw new Error(opened.error.message);
  sandbox = opened.value;
});
afterAll(async () => {
  await sandbox.dispose();
  place.dispose();
});

describe.skipIf(process.platform !== 'linux')('the settings of the kernel', () => {
  it.each([[{}], [{ sockets: true }], [{ hosts: ['example.org'] }]])(
    'cannot be written, nor their cover be lifted: %j',
    async (boundaries) => {
      const set = 'v=$(cat /proc/sys/kernel/core_pattern); printf %s "$v" > /proc/sys/kernel/core_pattern && echo WROTE';
      const lift = 'umount /proc/sys; mount -o remount,rw,bind /proc/sys; mount -t proc proc /proc';
      const { stdout } = await outcome(
        await wrapped(
          sandbox,
          await trialOrder(place, `${set}; ${lift}; ${set}; unshare -Urmpf --mount-proc bash -c '${set}'; echo done`, boundaries),
        ),
      );
      expect(stdout).toBe('done\n');
    },
  );

  it('are covered, or the command does not start', () => {
    expect(withReadOnlySettings('bwrap --proc /proc -- bash')).toBe('bwrap --proc /proc --ro-bind /proc/sys /proc/sys -- bash');
    expect(() => withReadOnlySettings('bwrap -- bash')).toThrow('no /proc of its own');
  });
});
