import type * as Runtime from 'onnxruntime-node';
import { TablereadError } from '../../foundation/tablereadError.ts';
import type { PreparedModel } from './preparedModel.ts';

/** Elements and sizes of a tensor that goes in or comes out. */
export interface Tensor {
  readonly elements: Float32Array | BigInt64Array | Int32Array | Uint8Array;
  readonly shape: readonly number[];
}

export type Provider = 'cpu' | 'webgpu' | 'cuda' | 'dml' | 'coreml';

export interface SessionOptions {
  /** `auto`: CUDA on Linux or DirectML on Windows where this build of the runtime has it, else the CPU. */
  readonly provider?: Provider | 'auto';
  /** Threads of the CPU provider; 0 lets the runtime take one a physical core. */
  readonly threads?: number;
}

/** A network loaded and ready. */
export interface Session {
  /** What runs it. */
  readonly provider: Provider;
  /** Why an earlier choice does not run it. */
  readonly fallback: TablereadError | undefined;
  /** Runs the network: blocks the thread, cannot be interrupted. */
  run(feeds: Readonly<Record<string, Tensor>>): Promise<Readonly<Record<string, Tensor>>>;
  /** Gives the memory back. */
  release(): Promise<void>;
}

/**
 * Loads a prepared model.
 * @throws TablereadError `onnx/load-failed` when the CPU does not take it either
 */
export async function openSession(model: PreparedModel, options: SessionOptions = {}): Promise<Session> {
  const runtime = await loadRuntime();
  const supported = new Set(runtime.listSupportedBackends().map(({ name }) => name));
  let fallback: TablereadError | undefined;
  for (const provider of choices(options.provider ?? 'auto', supported)) {
    if (!supported.has(provider)) {
      fallback = new TablereadError('onnx/provider-absent', { provider });
      continue;
    }
    try {
      const session = await runtime.InferenceSession.create(model.bytes, {
        executionProviders: [provider],
        graphOptimizationLevel: 'all',
        intraOpNumThreads: options.threads ?? 0,
        // The parallel executor is about twice as slow on these graphs: each operator threads by itself.
        executionMode: 'sequential',
        // 4: what goes wrong is thrown, and said by whoever catches it.
        logSeverityLevel: 4,
        extra: { session: { model_external_initializers_file_folder_path: model.folder } },
      });
      return wrap(runtime, session, provider, fallback);
    } catch (error) {
      const reason = (error instanceof Error ? error.message : String(error)).replace(/\s+/g, ' ');
      if (provider === 'cpu')
        throw new TablereadError('onnx/load-failed', { network: model.name, reason }, { cause: error });
      fallback = new TablereadError('onnx/provider-failed', { provider, reason }, { cause: error });
    }
  }
  throw new Error('the CPU is always tried last');
}

/** Providers in the order in which they are tried. A provider that a person asked for is followed by the CPU only. */
function choices(wanted: Provider | 'auto', supported: ReadonlySet<string>): Provider[] {
  if (wanted === 'cpu') return ['cpu'];
  if (wanted !== 'auto') return [wanted, 'cpu'];
  const gpu: Provider = process.platform === 'win32' ? 'dml' : 'cuda';
  return supported.has(gpu) ? [gpu, 'cpu'] : ['cpu'];
}

function wrap(
  runtime: typeof Runtime,
  session: Runtime.InferenceSession,
  provider: Provider,
  fallback: TablereadError | undefined,
): Session {
  return {
    provider,
    fallback,
    async run(feeds) {
      const inputs: Record<string, Runtime.Tensor> = {};
      for (const [name, tensor] of Object.entries(feeds)) inputs[name] = toRuntime(runtime, tensor);
      const results = await session.run(inputs);
      const outputs: Record<string, Tensor> = {};
      for (const [name, { data, dims }] of Object.entries(results)) {
        outputs[name] = { elements: data as Tensor['elements'], shape: dims };
      }
      return outputs;
    },
    release: () => session.release(),
  };
}

function toRuntime(runtime: typeof Runtime, { elements, shape }: Tensor): Runtime.Tensor {
  if (elements instanceof Float32Array) return new runtime.Tensor('float32', elements, shape);
  if (elements instanceof BigInt64Array) return new runtime.Tensor('int64', elements, shape);
  if (elements instanceof Int32Array) return new runtime.Tensor('int32', elements, shape);
  return new runtime.Tensor('bool', elements, shape);
}

/**
 * The runtime's Linux build writes a device id and uploads events unless this variable says no before it is loaded
 * (measured with 1.30).
 */
async function loadRuntime(): Promise<typeof Runtime> {
  process.env['ORT_DISABLE_TELEMETRY'] = '1';
  const runtime = await import('onnxruntime-node');
  runtime.env.logLevel = 'fatal';
  return runtime;
}
