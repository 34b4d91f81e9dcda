import { campplusStage } from './campplus.ts';
import { codecStage } from './codec.ts';
import { conditioningStage } from './conditioning.ts';
import type { Check, Goldens } from './goldens.ts';
import { gptStage } from './gpt.ts';
import type { Device } from './networkRun.ts';
import { qwenStage } from './qwen.ts';
import { s2melStage } from './s2mel.ts';
import type { Stage } from './stage.ts';
import { vocoderStage } from './vocoder.ts';
import { w2vbertStage } from './w2vbert.ts';

/** Stages that are networks. */
export const networkStages: readonly Stage[] = [
  w2vbertStage,
  campplusStage,
  codecStage,
  conditioningStage,
  gptStage,
  s2melStage,
  vocoderStage,
  qwenStage,
];

/**
 * One output on several devices, each compared with the same reference: `error` and `relativeError` say what a device or
 * a precision costs.
 */
export interface DeviceRow {
  readonly name: string;
  readonly checks: ReadonlyMap<Device, Check>;
}

/** Runs a stage on several devices, with the smallest case of each of its operations. */
export async function compareDevices(stage: Stage, goldens: Goldens, devices: readonly Device[]): Promise<DeviceRow[]> {
  const smallest = goldens.smallest();
  // Stages may open their networks before they look for cases.
  if (smallest.cases(stage.name).length === 0) return [];
  const rows = new Map<string, Map<Device, Check>>();
  for (const device of devices) {
    await stage.check(
      smallest,
      (check) => {
        const { golden, output } = check;
        // Tables of whole numbers: no network has a part in them.
        if (golden.model === null) return;
        const name = [golden.stage, golden.model, golden.id, output].join(' ');
        const row = rows.get(name) ?? new Map<Device, Check>();
        rows.set(name, row.set(device, check));
      },
      device,
    );
  }
  return Array.from(rows, ([name, checks]) => ({ name, checks }));
}
