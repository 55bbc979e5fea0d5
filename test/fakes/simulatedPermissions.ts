import type { Permissions } from '../../electron/workers/parts';
import { judgedAs } from './judgedPermission';

/** Judged without a disk, and no command's policy is changed by it. */
export const SIMULATED_PERMISSIONS: Permissions = {
  judge: (_state, asked) => Promise.resolve(judgedAs(asked)),
  commandPolicy: (_state, policy) => Promise.resolve({ policy }),
};
