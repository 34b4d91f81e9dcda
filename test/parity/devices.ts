import { existsSync } from 'node:fs';
import { Graph, type Target } from '../../models/onnx/graph.ts';
import { findSwiftShader } from '../programs/findSwiftShader.ts';
import { messageOf } from './goldens.ts';
import { load, type Device } from './networkRun.ts';

const reduced = (name: string, target: Target): Device => ({ name, target, provider: 'cpu' });

/**
 * Reduced precisions on the CPU. `half` is what GPUs compute in float16: the CPU runs the same graph in float32 and
 * rounds the result of every operator to half precision, so its error is that of a GPU that adds up in float32.
 */
export const reducedDevices: readonly Device[] = [
  reduced('float16', { precision: 'float16', cpu: true }),
  reduced('block8', { precision: 'block8', cpu: true }),
  reduced('column8', { precision: 'column8', cpu: true }),
  reduced('half', { precision: 'float16', cpu: false }),
];

/** What WebGPU computes here, on Linux without a GPU by SwiftShader, or why there is no WebGPU. */
export async function webGpuDevices(): Promise<{ readonly devices: readonly Device[]; readonly absent: string[] }> {
  if (process.platform === 'linux' && !['/dev/dri', '/dev/nvidia0'].some((device) => existsSync(device))) {
    const emulated = findSwiftShader();
    if (emulated !== undefined) process.env['VK_ICD_FILENAMES'] ??= emulated;
  }
  const all: readonly Device[] = [
    { name: 'webgpu', target: { precision: 'float32', cpu: false }, provider: 'webgpu' },
    { name: 'webgpu block8', target: { precision: 'block8', cpu: false }, provider: 'webgpu' },
    { name: 'webgpu half', target: { precision: 'float16', cpu: false }, provider: 'webgpu' },
  ];
  const devices: Device[] = [];
  const absent: string[] = [];
  for (const device of all) {
    const reason = await whyNot(device);
    if (reason === undefined) devices.push(device);
    else absent.push(`${device.name}: ${reason}`);
  }
  return { devices, absent };
}

/** Runs a small product in the device's precision: shaders in half precision are refused only when they run. */
async function whyNot(device: Device): Promise<string | undefined> {
  const graph = new Graph('probe', device.target);
  const x = graph.input('x', ['n', 4]);
  graph.output('y', graph.matmul(x, graph.floats(new Float32Array(16).fill(1), [4, 4])));
  try {
    const session = await load(graph, device);
    await session.run({ x: { elements: new Float32Array(8), shape: [2, 4] } });
    await session.release();
    return undefined;
  } catch (error) {
    // What the runtime says begins with where in its source it says so.
    return messageOf(error).replace(/\s+/g, ' ').slice(-120);
  }
}
