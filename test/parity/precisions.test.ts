import { expect, test } from 'vitest';
import { reducedDevices, webGpuDevices } from './devices.ts';
import { openGoldens } from './goldens.ts';
import { compareDevices, networkStages } from './precisions.ts';

const goldens = openGoldens();
if (goldens === undefined) console.warn('no goldens (TABLEREAD_GOLDENS): reduced precisions are not compared');
const { devices: webGpu, absent } = await webGpuDevices();
for (const reason of absent) console.warn(`not compared, ${reason}`);

/**
 * Relative errors that would be out of the ordinary: 11 bits of mantissa, 8 bits in weights and activations, through up
 * to 17 layers, 25 Euler steps or 109 activations. Measured on the public set: 9e-4, 2.8e-2, 3.9e-2, 1.8e-3 at most.
 */
const limits: Readonly<Record<string, number>> = { float16: 2e-3, block8: 5e-2, column8: 7e-2, half: 4e-3 };

/** Outputs behind matrices that are wide enough in the small models to be quantised. */
const surelyReduced = / (hs17|latent|logits|mel|v)$/;

test.skipIf(goldens === undefined).each(reducedDevices)(
  'networks in $name cost what their bits say',
  { timeout: 300_000 },
  async (device) => {
    if (goldens === undefined) return;
    for (const stage of networkStages) {
      for (const { name, checks } of await compareDevices(stage, goldens, [device])) {
        const error = checks.get(device)?.relativeError;
        if (error === undefined) continue;
        expect(error, name).toBeLessThan(limits[device.name] ?? NaN);
        // An error of float32 size would mean that nothing was reduced.
        if (surelyReduced.test(name)) expect(error, name).toBeGreaterThan(1e-5);
      }
    }
  },
);

test.skipIf(goldens === undefined || webGpu.every(({ name }) => name !== 'webgpu')).each(networkStages)(
  'on WebGPU the stage $name agrees with the official code as on the CPU',
  { timeout: 600_000 },
  async (stage) => {
    const device = webGpu.find(({ name }) => name === 'webgpu');
    if (goldens === undefined || device === undefined) return;
    const rows = await compareDevices(stage, goldens, [device]);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.filter(({ checks }) => checks.get(device)?.passed !== true)).toEqual([]);
  },
);
