import { type OpenWindow, openWindow } from './harness';
import { STEP_MS } from './support';
import { type SteppedModel, steppedModel } from './supportModel';

/** The real window, and a model server that it can be set to. */
export interface WindowWithModel {
  readonly window: OpenWindow;
  readonly model: SteppedModel;
  close(): Promise<void>;
}

export async function windowWithModel(): Promise<WindowWithModel> {
  const model = await steppedModel();
  const window = await openWindow().catch(async (thrown: unknown) => {
    await model.close();
    throw thrown;
  });
  window.page.setDefaultTimeout(STEP_MS);
  const close = async () => {
    await window.close();
    await model.close();
  };
  return { window, model, close };
}
