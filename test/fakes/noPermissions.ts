import type { Permissions } from '../../electron/workers/parts';

/** Nothing is judged or allowed: a world without a disk. */
export const NO_PERMISSIONS: Permissions = {
  judge: () => Promise.resolve({ result: 'never', message: 'nothing can be asked for here' }),
  commandPolicy: (_state, policy) => Promise.resolve({ policy }),
};
