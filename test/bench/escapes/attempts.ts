import type { Attempt } from './attempt';
import { FILE_ATTEMPTS } from './attempts/files';
import { GIT_ATTEMPTS } from './attempts/git';
import { KERNEL_ATTEMPTS } from './attempts/kernel';
import { NETWORK_ATTEMPTS } from './attempts/network';
import { PROCESS_ATTEMPTS } from './attempts/processes';
import { SECRET_ATTEMPTS } from './attempts/secrets';
import { TOOL_ATTEMPTS } from './attempts/tools';

/** The whole corpus. */
export const ATTEMPTS: readonly Attempt[] = [
  ...FILE_ATTEMPTS,
  ...SECRET_ATTEMPTS,
  ...KERNEL_ATTEMPTS,
  ...GIT_ATTEMPTS,
  ...NETWORK_ATTEMPTS,
  ...PROCESS_ATTEMPTS,
  ...TOOL_ATTEMPTS,
];
