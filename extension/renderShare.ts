import type { ProductionProgress } from '../production/productionTypes.ts';

type Stage = Extract<ProductionProgress, { readonly kind: 'progress' }>['stage'];

/** Where each stage begins and ends on the way from 0 to 1: takes are most of the work. */
const spans: Readonly<Record<Stage, readonly [from: number, to: number]>> = {
  plan: [0, 0.02],
  speak: [0.02, 0.8],
  measure: [0.8, 0.87],
  mix: [0.87, 0.93],
  write: [0.93, 1],
};

/** How much of a whole render is done, 0–1, from how much of a stage is. */
export function renderShare(stage: Stage, done: number, total: number): number {
  const [from, to] = spans[stage];
  return total <= 0 ? from : from + (to - from) * Math.min(1, Math.max(0, done / total));
}
