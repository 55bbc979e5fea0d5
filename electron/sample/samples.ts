import type { Script } from '../providers/scripted';
import { checkoutScript } from './checkoutScript';
import { seedlingsScript } from './seedlingsScript';

/** The scripted agents by the name that a thread's model has; each sample's files stand in the folder of the same name. */
export const SAMPLE_SCRIPTS: Readonly<Record<string, Script>> = { checkout: checkoutScript, seedlings: seedlingsScript };
