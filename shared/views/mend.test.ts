import { expect, it } from 'vitest';
import { mendOf, stoppedWords } from './mend';

it('leads to the part of the settings that mends what stopped', () => {
  expect(mendOf('provider_auth')).toMatchObject({ action: 'Set the key', section: 'settings-model' });
  expect(mendOf('retry_unreachable')).toMatchObject({ action: 'Check the server' });
  expect(mendOf('no_price')?.section).toBe('settings-prices');
  expect(['no_progress', 'retry_server', 'constructor', ''].map(mendOf)).toEqual([undefined, undefined, undefined, undefined]);
});

it('counts the goals that stand still for the same cause', () => {
  expect(stoppedWords(['provider_auth', 'no_price', 'provider_auth', 'paused'], 'settings-model')).toEqual([
    '2 goals stand still: the key was refused, or none is set.',
  ]);
});
