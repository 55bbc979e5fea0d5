import { existsSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { hasDisplay, openDisplay } from './display.mjs';
import { hasProgram } from './systemPrograms.mjs';

describe('a display', () => {
  it.each([
    [{}, 'linux', false],
    [{ DISPLAY: '' }, 'linux', false],
    [{ DISPLAY: ':0' }, 'linux', true],
    [{ WAYLAND_DISPLAY: 'wayland-0' }, 'linux', true],
    [{}, 'darwin', true],
  ] as const)('%j on %s: %s', (env, platform, has) => {
    expect(hasDisplay(env, platform)).toBe(has);
  });
});

const socketOf = (display: string): string => `/tmp/.X11-unix/X${display.slice(1)}`;

describe.runIf(hasProgram('Xvfb'))('a virtual display', () => {
  it('opens on a number of its own, and is gone afterwards', async () => {
    const opened = await Promise.all([openDisplay(), openDisplay()]);
    const displays = opened.map((result) => (result.ok ? result.display : result.message));
    const stood = displays.map((display) => existsSync(socketOf(display)));
    await Promise.all(opened.map((result) => (result.ok ? result.end() : undefined)));
    expect({ different: new Set(displays).size, stood }).toEqual({ different: 2, stood: [true, true] });
    expect(displays.map((display) => existsSync(socketOf(display)))).toEqual([false, false]);
  });
});

describe.runIf(process.platform === 'linux')('a virtual display that cannot be had', () => {
  it('is told with a remedy', async () => {
    vi.stubEnv('PATH', '/nowhere');
    const opened = await openDisplay();
    vi.unstubAllEnvs();
    expect(opened).toMatchObject({ ok: false, message: expect.stringContaining('Install Xvfb') });
  });
});
