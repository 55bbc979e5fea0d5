import { describe, expect, it } from 'vitest';
import { drawsInSoftware } from './gpu';

describe('the renderer’s name', () => {
  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'Google SwiftShader',
    'ANGLE (Mesa, llvmpipe (LLVM 15.0.6 256 bits), OpenGL 4.5)',
    'Mesa/X.org, softpipe',
    'ANGLE (Microsoft, Microsoft Basic Render Driver (0x0000008C) Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Apple Software Renderer',
    'ANGLE (WARP, D3D11)',
    '',
    undefined,
  ])('tells that the CPU draws: %s', (name) => {
    expect(drawsInSoftware(name)).toBe(true);
  });

  it.each([
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'ANGLE (AMD, AMD Radeon RX 6600 (radeonsi navi23 LLVM 15.0.6), OpenGL 4.6)',
    'ANGLE (Apple, ANGLE Metal Renderer: Apple M2, Unspecified Version)',
  ])('tells of a graphics processor: %s', (name) => {
    expect(drawsInSoftware(name)).toBe(false);
  });
});
