import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { elementCount } from '../../../models/checkpoints/tensorEntry.ts';
import { writeSafetensorsFile } from '../../models/checkpoints/safetensorsFileWriter.ts';
import { hashedElements } from '../../models/checkpoints/syntheticCheckpoints.ts';
import { writeTorchFile, type WrittenTensor } from '../../models/checkpoints/torchFileWriter.ts';

type Shapes = Record<string, readonly number[]>;

const cache = join(import.meta.dirname, '..', '..', '..', 'node_modules', '.cache', 'tableread-full-size-weights');

const files = {
  'gpt.pth': (path: string) => {
    writeTorchFile(path, { model: randomTensors(gptShapes()) });
  },
  's2mel.pth': (path: string) => {
    writeTorchFile(path, { net: { cfm: randomTensors(diffusionShapes()) } });
  },
  'bigvgan_generator.pt': (path: string) => {
    writeTorchFile(path, { generator: randomTensors(vocoderShapes()) });
  },
  'campplus.bin': (path: string) => {
    writeTorchFile(path, randomTensors(campplusShapes()));
  },
  'w2v.safetensors': (path: string) => {
    writeSafetensorsFile(path, new Map(Object.entries(randomTensors(bertShapes()))));
  },
};

export type FullSizeFile = keyof typeof files;

/**
 * Makes a checkpoint of the published size with random weights, for timing, unless it is there; gives its folder, which
 * also holds `config.json` with what all networks look up. All of them take 6 GB. Only what the networks read is in
 * them. Sizes: config.yaml of IndexTTS-2 and the configurations of w2v-BERT 2.0 and BigVGAN v2.
 */
export function fullSizeCheckpoint(file: FullSizeFile): string {
  mkdirSync(cache, { recursive: true });
  const path = join(cache, file);
  if (!existsSync(path)) files[file](path);
  writeFileSync(join(cache, 'config.json'), JSON.stringify(configuration));
  return cache;
}

/** What the networks look up, of all configuration files in one. */
const configuration = {
  gpt: { heads: 20, start_mel_token: 8192, stop_mel_token: 8193 },
  s2mel: { DiT: { num_heads: 8 } },
  layer_norm_eps: 1e-5,
  num_attention_heads: 16,
  left_max_position_embeddings: 64,
  right_max_position_embeddings: 8,
  num_mels: 80,
  upsample_rates: [4, 4, 2, 2, 2, 2],
  resblock_dilation_sizes: [
    [1, 3, 5],
    [1, 3, 5],
    [1, 3, 5],
  ],
};

/**
 * Uniform weights of variance about 1 / inputs; ones for scales and variances. No two matrices are equal: of equal ones
 * the runtime keeps a single copy, and a step would read a tenth of what it reads of a real checkpoint.
 */
function randomTensors(shapes: Shapes): Record<string, WrittenTensor> {
  const noise = hashedElements('full size', 2 ** 20, 0, 1);
  const tensor = (name: string, shape: readonly number[]): WrittenTensor => ({
    type: 'float32',
    shape,
    bytes: () => {
      const values = new Float32Array(elementCount(shape));
      const unit = /running_var$|weight_g$/.test(name) || (shape.length === 1 && name.endsWith('weight'));
      const scale = Math.sqrt(3 / Math.max(1, elementCount(shape.slice(1))));
      const block = unit
        ? new Float32Array(noise.length).fill(1)
        : noise.map((value) => value * (shape.length === 1 ? 0.1 : scale));
      // Every tensor begins at a place of its own in the noise.
      let from = createHash('sha256').update(name).digest().readUInt32LE() % block.length;
      let start = 0;
      while (start < values.length) {
        const stretch = block.subarray(from, from + values.length - start);
        values.set(stretch, start);
        start += stretch.length;
        from = 0;
      }
      return new Uint8Array(values.buffer);
    },
  });
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [name, tensor(name, shape)]));
}

function linearShapes(name: string, out: number, inner: number): Shapes {
  return { [`${name}.weight`]: [out, inner], [`${name}.bias`]: [out] };
}

function normShapes(name: string, width: number): Shapes {
  return { [`${name}.weight`]: [width], [`${name}.bias`]: [width] };
}

function gptShapes(): Shapes {
  const width = 1280;
  const shapes: Shapes = {
    'mel_embedding.weight': [8194, width],
    'mel_pos_embedding.emb.weight': [1818, width],
    'text_pos_embedding.emb.weight': [602, width],
    'text_embedding.weight': [12001, width],
    'speed_emb.weight': [2, width],
    ...normShapes('gpt.ln_f', width),
    ...normShapes('final_norm', width),
    ...linearShapes('mel_head', 8194, width),
    ...linearShapes('emovec_layer', width, 1024),
    ...linearShapes('emo_layer', width, width),
    ...conformerShapes('conditioning_encoder', 6, 8, 2048),
    ...conformerShapes('emo_conditioning_encoder', 4, 4, 1024),
    ...perceiverShapes('perceiver_encoder', width, 32, 8, 1706),
    ...perceiverShapes('emo_perceiver_encoder', 1024, 1, 4, 1365),
  };
  for (let index = 0; index < 24; index++) {
    const name = `gpt.h.${index}`;
    // Conv1D: [in, out].
    const conv = (part: string, inner: number, out: number): Shapes => ({
      [`${name}.${part}.weight`]: [inner, out],
      [`${name}.${part}.bias`]: [out],
    });
    Object.assign(shapes, normShapes(`${name}.ln_1`, width), normShapes(`${name}.ln_2`, width));
    Object.assign(shapes, conv('attn.c_attn', width, 3 * width), conv('attn.c_proj', width, width));
    Object.assign(shapes, conv('mlp.c_fc', width, 4 * width), conv('mlp.c_proj', 4 * width, width));
  }
  return shapes;
}

function conformerShapes(name: string, blocks: number, heads: number, inner: number): Shapes {
  const width = 512;
  const shapes: Shapes = {
    [`${name}.embed.conv.0.weight`]: [width, 1, 3, 3],
    [`${name}.embed.conv.0.bias`]: [width],
    ...linearShapes(`${name}.embed.out.0`, width, width * 511),
    ...normShapes(`${name}.after_norm`, width),
  };
  for (let index = 0; index < blocks; index++) {
    const block = `${name}.encoders.${index}`;
    for (const part of ['q', 'k', 'v', 'out'])
      Object.assign(shapes, linearShapes(`${block}.self_attn.linear_${part}`, width, width));
    for (const part of ['mha', 'conv', 'ff', 'final'])
      Object.assign(shapes, normShapes(`${block}.norm_${part}`, width));
    Object.assign(shapes, linearShapes(`${block}.feed_forward.w_1`, inner, width));
    Object.assign(shapes, linearShapes(`${block}.feed_forward.w_2`, width, inner));
    Object.assign(shapes, normShapes(`${block}.conv_module.norm`, width));
    Object.assign(shapes, {
      [`${block}.self_attn.linear_pos.weight`]: [width, width],
      [`${block}.self_attn.pos_bias_u`]: [heads, width / heads],
      [`${block}.self_attn.pos_bias_v`]: [heads, width / heads],
      [`${block}.conv_module.pointwise_conv1.weight`]: [2 * width, width, 1],
      [`${block}.conv_module.pointwise_conv1.bias`]: [2 * width],
      [`${block}.conv_module.depthwise_conv.weight`]: [width, 1, 15],
      [`${block}.conv_module.depthwise_conv.bias`]: [width],
      [`${block}.conv_module.pointwise_conv2.weight`]: [width, width, 1],
      [`${block}.conv_module.pointwise_conv2.bias`]: [width],
    });
  }
  return shapes;
}

function perceiverShapes(name: string, width: number, latents: number, heads: number, inner: number): Shapes {
  const shapes: Shapes = {
    [`${name}.latents`]: [latents, width],
    [`${name}.norm.gamma`]: [width],
    ...linearShapes(`${name}.proj_context`, width, 512),
  };
  for (const layer of [`${name}.layers.0`, `${name}.layers.1`]) {
    Object.assign(shapes, {
      [`${layer}.0.to_q.weight`]: [heads * 64, width],
      [`${layer}.0.to_kv.weight`]: [2 * heads * 64, width],
      [`${layer}.0.to_out.weight`]: [width, heads * 64],
      ...linearShapes(`${layer}.1.0`, 2 * inner, width),
      ...linearShapes(`${layer}.1.2`, width, inner),
    });
  }
  return shapes;
}

function diffusionShapes(): Shapes {
  const width = 512;
  const normalised = (name: string, ...kernel: readonly number[]): Shapes => ({
    [`${name}.weight_v`]: kernel,
    [`${name}.weight_g`]: [kernel[0] ?? 0, ...kernel.slice(1).map(() => 1)],
    [`${name}.bias`]: [kernel[0] ?? 0],
  });
  const adaptive = (name: string): Shapes => ({
    ...linearShapes(`${name}.project_layer`, 2 * width, width),
    [`${name}.norm.weight`]: [width],
  });
  const shapes: Shapes = {
    ...linearShapes('cond_projection', width, width),
    ...linearShapes('cond_x_merge_linear', width, 864),
    ...linearShapes('skip_linear', width, 592),
    ...linearShapes('conv1', width, width),
    'conv2.weight': [80, width, 1],
    'conv2.bias': [80],
    ...linearShapes('res_projection', width, width),
    ...linearShapes('final_layer.adaLN_modulation.1', 2 * width, width),
    ...normalised('final_layer.linear', width, width),
    ...adaptive('transformer.norm'),
    ...normalised('wavenet.cond_layer.conv.conv', 8 * 2 * width, width, 1),
  };
  for (const name of ['t_embedder', 't_embedder2']) {
    Object.assign(shapes, linearShapes(`${name}.mlp.0`, width, 256), linearShapes(`${name}.mlp.2`, width, width));
    shapes[`${name}.freqs`] = [128];
  }
  for (let index = 0; index < 13; index++) {
    const layer = `transformer.layers.${index}`;
    Object.assign(shapes, adaptive(`${layer}.attention_norm`), adaptive(`${layer}.ffn_norm`), {
      [`${layer}.attention.wqkv.weight`]: [3 * width, width],
      [`${layer}.attention.wo.weight`]: [width, width],
      [`${layer}.feed_forward.w1.weight`]: [3 * width, width],
      [`${layer}.feed_forward.w3.weight`]: [3 * width, width],
      [`${layer}.feed_forward.w2.weight`]: [width, 3 * width],
      ...linearShapes(`${layer}.skip_in_linear`, width, 2 * width),
    });
  }
  for (let index = 0; index < 8; index++) {
    Object.assign(shapes, normalised(`wavenet.in_layers.${index}.conv.conv`, 2 * width, width, 5));
    Object.assign(
      shapes,
      normalised(`wavenet.res_skip_layers.${index}.conv.conv`, index < 7 ? 2 * width : width, width, 1),
    );
  }
  return Object.fromEntries(Object.entries(shapes).map(([name, shape]) => [`estimator.${name}`, shape]));
}

function vocoderShapes(): Shapes {
  const shapes: Shapes = {};
  const normalised = (name: string, out: number, kernel: readonly number[], bias = true): void => {
    shapes[`${name}.weight_v`] = kernel;
    shapes[`${name}.weight_g`] = [kernel[0] ?? 0, 1, 1];
    if (bias) shapes[`${name}.bias`] = [out];
  };
  const snake = (name: string, channels: number): void => {
    shapes[`${name}.act.alpha`] = [channels];
    shapes[`${name}.act.beta`] = [channels];
  };
  let channels = 1536;
  normalised('conv_pre', channels, [channels, 80, 7]);
  for (const [stage, width] of [8, 8, 4, 4, 4, 4].entries()) {
    normalised(`ups.${stage}.0`, channels / 2, [channels, channels / 2, width]);
    channels /= 2;
    for (const [index, taps] of [3, 7, 11].entries()) {
      const block = `resblocks.${3 * stage + index}`;
      for (let layer = 0; layer < 3; layer++) {
        normalised(`${block}.convs1.${layer}`, channels, [channels, channels, taps]);
        normalised(`${block}.convs2.${layer}`, channels, [channels, channels, taps]);
      }
      for (let layer = 0; layer < 6; layer++) snake(`${block}.activations.${layer}`, channels);
    }
  }
  snake('activation_post', channels);
  normalised('conv_post', 1, [1, channels, 7], false);
  return shapes;
}

function campplusShapes(): Shapes {
  const shapes: Shapes = {};
  const norm = (name: string, channels: number, affine = true): void => {
    for (const part of ['running_mean', 'running_var', ...(affine ? ['weight', 'bias'] : [])])
      shapes[`${name}.${part}`] = [channels];
  };
  const image = (name: string, out: number, inner: number, size = 3): void => {
    shapes[`${name}.weight`] = [out, inner, size, size];
  };
  image('head.conv1', 32, 1);
  norm('head.bn1', 32);
  for (const layer of ['head.layer1', 'head.layer2']) {
    for (const block of [`${layer}.0`, `${layer}.1`]) {
      image(`${block}.conv1`, 32, 32);
      norm(`${block}.bn1`, 32);
      image(`${block}.conv2`, 32, 32);
      norm(`${block}.bn2`, 32);
    }
    image(`${layer}.0.shortcut.0`, 32, 32, 1);
    norm(`${layer}.0.shortcut.1`, 32);
  }
  image('head.conv2', 32, 32);
  norm('head.bn2', 32);
  shapes['xvector.tdnn.linear.weight'] = [128, 320, 5];
  norm('xvector.tdnn.nonlinear.batchnorm', 128);
  let channels = 128;
  for (const [index, layers] of [12, 24, 16].entries()) {
    for (let layer = 1; layer <= layers; layer++) {
      const name = `xvector.block${index + 1}.tdnnd${layer}`;
      norm(`${name}.nonlinear1.batchnorm`, channels);
      shapes[`${name}.linear1.weight`] = [128, channels, 1];
      norm(`${name}.nonlinear2.batchnorm`, 128);
      shapes[`${name}.cam_layer.linear_local.weight`] = [32, 128, 3];
      shapes[`${name}.cam_layer.linear1.weight`] = [64, 128, 1];
      shapes[`${name}.cam_layer.linear1.bias`] = [64];
      shapes[`${name}.cam_layer.linear2.weight`] = [32, 64, 1];
      shapes[`${name}.cam_layer.linear2.bias`] = [32];
      channels += 32;
    }
    norm(`xvector.transit${index + 1}.nonlinear.batchnorm`, channels);
    shapes[`xvector.transit${index + 1}.linear.weight`] = [channels / 2, channels, 1];
    channels /= 2;
  }
  norm('xvector.out_nonlinear.batchnorm', channels);
  shapes['xvector.dense.linear.weight'] = [192, 2 * channels, 1];
  norm('xvector.dense.nonlinear.batchnorm', 192, false);
  return shapes;
}

function bertShapes(): Shapes {
  const width = 1024;
  const shapes: Shapes = {
    ...normShapes('feature_projection.layer_norm', 160),
    ...linearShapes('feature_projection.projection', width, 160),
  };
  for (let index = 0; index < 17; index++) {
    const layer = `encoder.layers.${index}`;
    for (const part of ['ffn1', 'ffn2']) {
      Object.assign(shapes, normShapes(`${layer}.${part}_layer_norm`, width));
      Object.assign(shapes, linearShapes(`${layer}.${part}.intermediate_dense`, 4 * width, width));
      Object.assign(shapes, linearShapes(`${layer}.${part}.output_dense`, width, 4 * width));
    }
    for (const part of ['q', 'k', 'v', 'out'])
      Object.assign(shapes, linearShapes(`${layer}.self_attn.linear_${part}`, width, width));
    for (const part of [
      'self_attn_layer_norm',
      'conv_module.layer_norm',
      'conv_module.depthwise_layer_norm',
      'final_layer_norm',
    ]) {
      Object.assign(shapes, normShapes(`${layer}.${part}`, width));
    }
    shapes[`${layer}.self_attn.distance_embedding.weight`] = [73, 64];
    shapes[`${layer}.conv_module.pointwise_conv1.weight`] = [2 * width, width, 1];
    shapes[`${layer}.conv_module.depthwise_conv.weight`] = [width, 1, 31];
    shapes[`${layer}.conv_module.pointwise_conv2.weight`] = [width, width, 1];
  }
  return shapes;
}
