import { mkdirSync } from 'node:fs';
import { it } from 'vitest';
import { takeFinding } from './findShots';
it('shoots', async () => { mkdirSync('/tmp/w/around-tmp/shots', { recursive: true }); await takeFinding('/tmp/w/around-tmp/shots'); });
