// WebGL is faster than the DOM where a graphics processor draws, and slower and with far fewer frames where the CPU plays one.

/** What GL calls itself where the CPU draws: Chromium's own, Mesa's, Windows'. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|swrast|software|basic render|\bwarp\b/i;

/** Whether the CPU draws, by the name that GL gives its renderer; one that is not told is taken for the CPU. */
export function drawsInSoftware(renderer: string | undefined): boolean {
  return renderer === undefined || renderer.trim() === '' || SOFTWARE.test(renderer);
}

let known: boolean | undefined;

/** Whether a real graphics processor draws for this window. Tried once: it does not change while a window lives. */
export function hasGpu(): boolean {
  known ??= !drawsInSoftware(rendererName());
  return known;
}

function rendererName(): string | undefined {
  const gl = document.createElement('canvas').getContext('webgl2', { failIfMajorPerformanceCaveat: true });
  if (!gl) return undefined;
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const name: unknown = info && gl.getParameter(info.UNMASKED_RENDERER_WEBGL);
  // A window has only so many contexts.
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  return typeof name === 'string' ? name : undefined;
}
