import { describe, expect, it } from 'vitest';
import { parseComposer } from './composer';

describe('parseComposer', () => {
  it.each([
    ['', { kind: 'empty' }],
    [' \n ', { kind: 'empty' }],
    ['fix the coupon case ', { kind: 'message', text: 'fix the coupon case' }],
    ['/goal', { kind: 'show' }],
    ['/goal  \n', { kind: 'show' }],
    ['/GOAL', { kind: 'show' }],
    ['/goal edit', { kind: 'edit' }],
    ['/goal Pause ', { kind: 'pause' }],
    ['/goal resume', { kind: 'resume' }],
    ['/goal clear', { kind: 'clear' }],
    ['/goal clear the build cache', { kind: 'fill', text: 'clear the build cache' }],
    ['/goal p95 below 120 ms\nverified by the benchmark', { kind: 'fill', text: 'p95 below 120 ms\nverified by the benchmark' }],
    ['/src/checkout.ts is wrong', { kind: 'message', text: '/src/checkout.ts is wrong' }],
    ['/', { kind: 'message', text: '/' }],
    [' /goal pause', { kind: 'message', text: '/goal pause' }],
    ['see /goal', { kind: 'message', text: 'see /goal' }],
    ['/plan', { kind: 'plan', text: '' }],
    ['/plan how to cache', { kind: 'plan', text: 'how to cache' }],
    ['stop', { kind: 'stop', text: 'stop' }],
    [' Please stop it! ', { kind: 'stop', text: 'Please stop it!' }],
    ['pause.', { kind: 'stop', text: 'pause.' }],
    ['stop using the cart', { kind: 'message', text: 'stop using the cart' }],
    ['wait for the build', { kind: 'message', text: 'wait for the build' }],
  ])('%j', (text, composed) => {
    expect(parseComposer(text)).toEqual(composed);
  });

  it.each(['/help', '/gaol pause', '/Clear', '/goals'])('tells of %j and does not send it', (text) => {
    const word = text.split(' ')[0] ?? '';
    expect(parseComposer(text)).toEqual({ kind: 'unknown', word, message: expect.stringContaining(`${word} is not a command`) });
  });
});
