import type { ModelEvent, ModelRequest } from '../../shared/provider/model';

/** A way to ask a model. Never throws; ends without a last event when `signal` aborts. Retries are the engine's, not its own. */
export interface ModelProvider {
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelEvent>;
}
