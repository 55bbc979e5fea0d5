import { STANDARD } from '../../shared/ipc/preferences';

/** Settings as they stand where nothing was ever set, and the environment names no model. */
export const UNSET_SETTINGS = {
  model: '',
  baseUrl: '',
  api: 'responses',
  theme: 'system',
  prices: {},
  concurrentTurns: 4,
  ...STANDARD,
} as const;
