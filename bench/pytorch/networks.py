"""Modules of the sizes of IndexTTS-2 from plain torch operations, random weights: what PyTorch needs for the same work.

Started by compare.ts: `python networks.py NAME PRECISION`. After `ready` on standard output it reads one line a run,
`LENGTH` or `ROWS LENGTH` for the decoder, and answers with seconds: of steps of the decoder with those of the fastest of
ten in a row. PRECISION is float32 or int8 (dynamic quantisation of linear layers, the best that PyTorch offers on a CPU
without calibration).
"""

import sys
import time
import warnings

import torch
import torch.nn.functional as F
from torch import nn


class Decoder(nn.Module):
    """GPT-2 with 24 layers, 1280 wide; a step over a preallocated cache, or a pass over a whole beginning."""

    layers, width, heads, codes = 24, 1280, 20, 8194
    steps = 10

    def __init__(self):
        super().__init__()
        width = self.width
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "before": nn.LayerNorm(width),
                    "projections": nn.Linear(width, 3 * width),
                    "out": nn.Linear(width, width),
                    "between": nn.LayerNorm(width),
                    "rise": nn.Linear(width, 4 * width),
                    "fall": nn.Linear(4 * width, width),
                }
            )
            for _ in range(self.layers)
        )
        self.norms = nn.Sequential(nn.LayerNorm(width), nn.LayerNorm(width))
        self.head = nn.Linear(width, self.codes)

    def forward(self, x, cache=None, past=0):
        rows, steps, width = x.shape
        for index, block in enumerate(self.blocks):
            query, key, value = (
                part.view(rows, steps, self.heads, width // self.heads).transpose(1, 2)
                for part in block["projections"](block["before"](x)).split(width, dim=2)
            )
            if cache is not None:
                keys, values = cache[index]
                keys[:, :, past : past + steps] = key
                values[:, :, past : past + steps] = value
                key, value = keys[:, :, : past + steps], values[:, :, : past + steps]
            mixed = F.scaled_dot_product_attention(query, key, value, is_causal=cache is None)
            x = x + block["out"](mixed.transpose(1, 2).reshape(rows, steps, width))
            x = x + block["fall"](F.gelu(block["rise"](block["between"](x)), approximate="tanh"))
        return self.head(self.norms(x)[:, -1])

    def feeds(self, length, rows):
        if rows == 0:
            return [(torch.randn(1, length, self.width),)]
        shape = (rows, self.heads, length + self.steps, self.width // self.heads)
        cache = [(torch.randn(shape), torch.randn(shape)) for _ in range(self.layers)]
        return [(torch.randn(rows, 1, self.width), cache, length + step) for step in range(self.steps)]


class AliasFreeSnake(nn.Module):
    """Doubling, x + sin²(αx) / β, halving, with filters of 12 taps."""

    def __init__(self, channels):
        super().__init__()
        self.alpha = nn.Parameter(torch.rand(1, channels, 1) + 0.5)
        self.beta = nn.Parameter(torch.rand(1, channels, 1) + 0.5)
        self.taps = nn.Parameter(torch.randn(channels, 1, 12) / 12)

    def forward(self, x):
        channels = x.shape[1]
        x = F.pad(x, (5, 5), mode="replicate")
        x = 2 * F.conv_transpose1d(x, self.taps, stride=2, groups=channels)[..., 15:-15]
        x = x + torch.sin(x * self.alpha).square() / (self.beta + 1e-9)
        return F.conv1d(F.pad(x, (5, 6), mode="replicate"), self.taps, stride=2, groups=channels)


class Vocoder(nn.Module):
    """BigVGAN v2, 22 kHz, 80 bands, 256 samples a frame."""

    def __init__(self):
        super().__init__()
        channels = 1536
        self.first = nn.Conv1d(80, channels, 7, padding=3)
        self.stages = nn.ModuleList()
        for rate in (4, 4, 2, 2, 2, 2):
            channels //= 2
            raise_ = nn.ConvTranspose1d(2 * channels, channels, 2 * rate, rate, padding=rate // 2)
            blocks = nn.ModuleList(self.block(channels, taps) for taps in (3, 7, 11))
            self.stages.append(nn.ModuleList([raise_, blocks]))
        self.last = nn.Sequential(AliasFreeSnake(channels), nn.Conv1d(channels, 1, 7, padding=3, bias=False))

    @staticmethod
    def block(channels, taps):
        def convolution(dilation):
            return nn.Conv1d(channels, channels, taps, dilation=dilation, padding=dilation * (taps - 1) // 2)

        return nn.ModuleList(
            nn.Sequential(AliasFreeSnake(channels), convolution(dilation), AliasFreeSnake(channels), convolution(1))
            for dilation in (1, 3, 5)
        )

    def forward(self, mel):
        x = self.first(mel)
        for raise_, blocks in self.stages:
            x = raise_(x)
            total = 0
            for block in blocks:
                y = x
                for layer in block:
                    y = y + layer(y)
                total = total + y
            x = total / len(blocks)
        return self.last(x).clamp(-1, 1)

    def feeds(self, length, _):
        return [(torch.randn(1, 80, length),)]


class MelNetwork(nn.Module):
    """DiT of 13 blocks, 512 wide, with a WaveNet of 8 layers; two rows."""

    width, heads, depth, waves = 512, 8, 13, 8

    def __init__(self):
        super().__init__()
        width = self.width
        self.time = nn.Sequential(nn.Linear(256, width), nn.SiLU(), nn.Linear(width, width))
        self.time2 = nn.Sequential(nn.Linear(256, width), nn.SiLU(), nn.Linear(width, width))
        self.merge = nn.Linear(864, width)
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "attention_scale": nn.Linear(width, 2 * width),
                    "projections": nn.Linear(width, 3 * width, bias=False),
                    "out": nn.Linear(width, width, bias=False),
                    "forward_scale": nn.Linear(width, 2 * width),
                    "gate": nn.Linear(width, 3 * width, bias=False),
                    "rise": nn.Linear(width, 3 * width, bias=False),
                    "fall": nn.Linear(3 * width, width, bias=False),
                    **({"skip": nn.Linear(2 * width, width)} if index > self.depth // 2 else {}),
                }
            )
            for index in range(self.depth)
        )
        self.final_scale = nn.Linear(width, 2 * width)
        self.skip = nn.Linear(width + 80, width)
        self.before_waves = nn.Linear(width, width)
        self.conditions = nn.Linear(width, self.waves * 2 * width)
        self.filters = nn.ModuleList(nn.Conv1d(width, 2 * width, 5) for _ in range(self.waves))
        self.ways = nn.ModuleList(
            nn.Conv1d(width, 2 * width if index < self.waves - 1 else width, 1) for index in range(self.waves)
        )
        self.residual = nn.Linear(width, width)
        self.modulation = nn.Linear(width, 2 * width)
        self.linear = nn.Linear(width, width)
        self.last = nn.Linear(width, 80)

    def scaled(self, x, linear, moment):
        scale, shift = linear(moment).chunk(2, dim=-1)
        return F.rms_norm(x, (self.width,), eps=1e-5) * scale + shift

    def turned(self, x, turns):
        pairs = torch.view_as_complex(x.reshape(*x.shape[:-1], -1, 2))
        return torch.view_as_real(pairs * turns).flatten(-2)

    def forward(self, x, given, angles):
        rows, frames, width = 2, x.shape[1], self.width
        moment = self.time(angles)
        h = self.merge(torch.cat([x.expand(rows, -1, -1), given], dim=2))
        size = width // self.heads
        frequencies = 10000 ** (-torch.arange(0, size, 2) / size)
        turns = torch.polar(torch.ones(()), torch.arange(frames)[:, None] * frequencies)
        saved = []
        for index, block in enumerate(self.blocks):
            if index > self.depth // 2:
                h = block["skip"](torch.cat([h, saved.pop()], dim=2))
            projected = block["projections"](self.scaled(h, block["attention_scale"], moment))
            query, key, value = (
                part.view(rows, frames, self.heads, size).transpose(1, 2) for part in projected.split(width, dim=2)
            )
            mixed = F.scaled_dot_product_attention(self.turned(query, turns), self.turned(key, turns), value)
            h = h + block["out"](mixed.transpose(1, 2).reshape(rows, frames, width))
            normal = self.scaled(h, block["forward_scale"], moment)
            h = h + block["fall"](F.silu(block["gate"](normal)) * block["rise"](normal))
            if index < self.depth // 2:
                saved.append(h)
        h = self.scaled(h, self.final_scale, moment)
        h = self.skip(torch.cat([h, x.expand(rows, -1, -1)], dim=2))
        state = self.before_waves(h).transpose(1, 2)
        shares = self.conditions(self.time2(angles)).chunk(self.waves, dim=-1)
        total = 0
        for index, (filter_, way, share) in enumerate(zip(self.filters, self.ways, shares)):
            content, gate = (filter_(F.pad(state, (2, 2), mode="reflect")) + share[..., None]).chunk(2, dim=1)
            made = way(torch.tanh(content) * torch.sigmoid(gate))
            if index < self.waves - 1:
                change, made = made.chunk(2, dim=1)
                state = state + change
            total = total + made
        y = total.transpose(1, 2) + self.residual(h)
        shift, scale = self.modulation(F.silu(moment)).chunk(2, dim=-1)
        return self.last(self.linear(F.layer_norm(y, (width,), eps=1e-6) * (1 + scale) + shift))

    def feeds(self, length, _):
        return [(torch.randn(1, length, 80), torch.randn(2, length, 784), torch.randn(1, 256))]


class SpeechEncoder(nn.Module):
    """wav2vec 2.0 BERT, the 17 layers that are used, 1024 wide, relative keys."""

    width, heads, layers, left, right = 1024, 16, 17, 64, 8

    def __init__(self):
        super().__init__()
        width = self.width

        def feed_forward():
            return nn.Sequential(
                nn.LayerNorm(width), nn.Linear(width, 4 * width), nn.SiLU(), nn.Linear(4 * width, width)
            )

        self.projection = nn.Sequential(nn.LayerNorm(160), nn.Linear(160, width))
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "first": feed_forward(),
                    "norm": nn.LayerNorm(width),
                    "projections": nn.ModuleList(nn.Linear(width, width) for _ in range(3)),
                    "distances": nn.Embedding(self.left + self.right + 1, width // self.heads),
                    "out": nn.Linear(width, width),
                    "filter_norm": nn.LayerNorm(width),
                    "open": nn.Conv1d(width, 2 * width, 1, bias=False),
                    "filter": nn.Conv1d(width, width, 31, groups=width, bias=False),
                    "depth_norm": nn.LayerNorm(width),
                    "close": nn.Conv1d(width, width, 1, bias=False),
                    "second": feed_forward(),
                    "final": nn.LayerNorm(width),
                }
            )
            for _ in range(self.layers)
        )

    def forward(self, features):
        x = self.projection(features)
        rows, frames, width = x.shape
        size = width // self.heads
        places = torch.arange(frames)
        distance = (places[None] - places[:, None]).clamp(-self.left, self.right) + self.left
        for block in self.blocks:
            x = x + 0.5 * block["first"](x)
            normal = block["norm"](x)
            query, key, value = (
                linear(normal).view(rows, frames, self.heads, size).transpose(1, 2) for linear in block["projections"]
            )
            scores = query @ key.transpose(2, 3)
            near = query @ block["distances"].weight.T
            scores = (scores + near.gather(3, distance.expand(rows, self.heads, -1, -1))) / size**0.5
            mixed = (scores.softmax(-1) @ value).transpose(1, 2).reshape(rows, frames, width)
            x = x + block["out"](mixed)
            y = F.glu(block["open"](block["filter_norm"](x).transpose(1, 2)), dim=1)
            y = block["filter"](F.pad(y, (30, 0)))
            y = F.silu(block["depth_norm"](y.transpose(1, 2))).transpose(1, 2)
            x = x + block["close"](y).transpose(1, 2)
            x = block["final"](x + 0.5 * block["second"](x))
        return x

    def feeds(self, length, _):
        return [(torch.randn(1, length, 160),)]


class Conditioning(nn.Module):
    """Conformer, 512 wide, and perceiver."""

    def __init__(self, blocks, heads, inner, width, latents, perceiver_heads, perceiver_inner):
        super().__init__()
        self.heads, self.perceiver_heads = heads, perceiver_heads
        self.image = nn.Conv2d(1, 512, 3, stride=2)
        self.embed = nn.Linear(512 * 511, 512)
        self.blocks = nn.ModuleList(
            nn.ModuleDict(
                {
                    "attention_norm": nn.LayerNorm(512),
                    "projections": nn.ModuleList(nn.Linear(512, 512) for _ in range(3)),
                    "place": nn.Linear(512, 512, bias=False),
                    "out": nn.Linear(512, 512),
                    "filter_norm": nn.LayerNorm(512),
                    "open": nn.Conv1d(512, 1024, 1),
                    "filter": nn.Conv1d(512, 512, 15, groups=512, padding=7),
                    "depth_norm": nn.LayerNorm(512),
                    "close": nn.Conv1d(512, 512, 1),
                    "inner": nn.Sequential(
                        nn.LayerNorm(512), nn.Linear(512, inner), nn.SiLU(), nn.Linear(inner, 512)
                    ),
                    "final": nn.LayerNorm(512),
                }
            )
            for _ in range(blocks)
        )
        self.biases = nn.ParameterList(torch.randn(2, heads, 1, 512 // heads) for _ in range(blocks))
        self.context = nn.Linear(512, width)
        self.latents = nn.Parameter(torch.randn(1, latents, width))
        all_heads = perceiver_heads * 64
        self.readers = nn.ModuleList(
            nn.ModuleDict(
                {
                    "query": nn.Linear(width, all_heads, bias=False),
                    "pair": nn.Linear(width, 2 * all_heads, bias=False),
                    "out": nn.Linear(all_heads, width, bias=False),
                    "open": nn.Linear(width, 2 * perceiver_inner),
                    "close": nn.Linear(perceiver_inner, width),
                }
            )
            for _ in range(2)
        )

    def forward(self, features):
        image = F.relu(self.image(features[:, None]))
        x = self.embed(image.transpose(1, 2).flatten(2)) * 512**0.5
        rows, steps, width = x.shape
        frequencies = 10000 ** (-torch.arange(0, width, 2) / width)
        angles = torch.arange(steps)[:, None] * frequencies
        positions = torch.stack([angles.sin(), angles.cos()], dim=2).flatten(1)[None]

        def split(y, heads):
            return y.view(1, y.shape[1], heads, -1).transpose(1, 2)

        for block, (content_bias, place_bias) in zip(self.blocks, self.biases):
            normal = block["attention_norm"](x)
            query, key, value = (split(linear(normal), self.heads) for linear in block["projections"])
            place = split(block["place"](positions), self.heads)
            scores = (query + content_bias) @ key.transpose(2, 3) + (query + place_bias) @ place.transpose(2, 3)
            shares = (scores / (512 // self.heads) ** 0.5).softmax(-1)
            x = x + block["out"]((shares @ value).transpose(1, 2).reshape(rows, steps, width))
            y = block["filter"](F.glu(block["open"](block["filter_norm"](x).transpose(1, 2)), dim=1))
            x = x + block["close"](F.silu(block["depth_norm"](y.transpose(1, 2))).transpose(1, 2)).transpose(1, 2)
            x = block["final"](x + block["inner"](x))
        context, latents = self.context(x), self.latents
        for reader in self.readers:
            key, value = (split(part, self.perceiver_heads) for part in reader["pair"](
                torch.cat([latents, context], dim=1)
            ).chunk(2, dim=2))
            mixed = F.scaled_dot_product_attention(split(reader["query"](latents), self.perceiver_heads), key, value)
            latents = latents + reader["out"](mixed.transpose(1, 2).flatten(2))
            content, gate = reader["open"](latents).chunk(2, dim=2)
            latents = latents + reader["close"](content * F.gelu(gate))
        return F.normalize(latents, dim=-1)

    def feeds(self, length, _):
        return [(torch.randn(1, length, 1024),)]


class SpeakerEncoder(nn.Module):
    """CAM++: a small image network, then dense blocks of 12, 24 and 16 layers."""

    def __init__(self):
        super().__init__()

        def image(inner, stride=1, size=3):
            return nn.Sequential(
                nn.Conv2d(inner, 32, size, stride=(stride, 1), padding=size // 2, bias=False), nn.BatchNorm2d(32)
            )

        self.first = image(1)
        self.rows = nn.ModuleList(
            nn.ModuleList([image(32, stride), image(32), image(32, stride, 1) if stride > 1 else nn.Identity()])
            for stride in (2, 1, 2, 1)
        )
        self.reduce = image(32, 2)
        self.start = nn.Sequential(nn.Conv1d(320, 128, 5, stride=2, padding=2, bias=False), nn.BatchNorm1d(128))
        self.blocks = nn.ModuleList()
        channels = 128
        for count, dilation in ((12, 1), (24, 2), (16, 2)):
            layers = nn.ModuleList()
            for _ in range(count):
                layers.append(
                    nn.ModuleDict(
                        {
                            "in": nn.BatchNorm1d(channels),
                            "narrow": nn.Conv1d(channels, 128, 1, bias=False),
                            "inner": nn.BatchNorm1d(128),
                            "local": nn.Conv1d(128, 32, 3, padding=dilation, dilation=dilation, bias=False),
                            "context": nn.Sequential(
                                nn.Conv1d(128, 64, 1), nn.ReLU(), nn.Conv1d(64, 32, 1), nn.Sigmoid()
                            ),
                        }
                    )
                )
                channels += 32
            transit = nn.Sequential(
                nn.BatchNorm1d(channels), nn.ReLU(), nn.Conv1d(channels, channels // 2, 1, bias=False)
            )
            channels //= 2
            self.blocks.append(nn.ModuleList([layers, transit]))
        self.end = nn.BatchNorm1d(channels)
        self.style = nn.Conv1d(2 * channels, 192, 1, bias=False)

    def forward(self, features):
        x = F.relu(self.first(features.transpose(1, 2)[:, None]))
        for one, two, shortcut in self.rows:
            x = F.relu(two(F.relu(one(x))) + shortcut(x))
        x = F.relu(self.reduce(x)).flatten(1, 2)
        x = F.relu(self.start(x))
        steps = x.shape[2]
        for layers, transit in self.blocks:
            for layer in layers:
                y = F.relu(layer["inner"](layer["narrow"](F.relu(layer["in"](x)))))
                pooled = F.avg_pool1d(y, 100, 100, ceil_mode=True).repeat_interleave(100, dim=2)[..., :steps]
                mask = layer["context"](y.mean(2, keepdim=True) + pooled)
                x = torch.cat([x, layer["local"](y) * mask], dim=1)
            x = transit(x)
        x = F.relu(self.end(x))
        return self.style(torch.cat([x.mean(2), x.std(2)], dim=1)[..., None])

    def feeds(self, length, _):
        return [(torch.randn(1, length, 80),)]


networks = {
    "gpt2": Decoder,
    "bigVgan": Vocoder,
    "diffusionTransformer": MelNetwork,
    "wav2vec2Bert": SpeechEncoder,
    "campplus": SpeakerEncoder,
    "speakerConditioning": lambda: Conditioning(6, 8, 2048, 1280, 32, 8, 1706),
    "emotionConditioning": lambda: Conditioning(4, 4, 1024, 1024, 1, 4, 1365),
}


def main():
    name, precision = sys.argv[1:3]
    torch.manual_seed(0)
    # Newer releases point to torchao, which needs a package of its own.
    warnings.filterwarnings("ignore")
    network = networks[name]().eval()
    feeds = network.feeds
    if precision == "int8":
        network = torch.ao.quantization.quantize_dynamic(network, {nn.Linear}, dtype=torch.qint8)
    print("ready", torch.__version__, torch.get_num_threads(), flush=True)
    with torch.inference_mode():
        for line in sys.stdin:
            *rows, length = (int(word) for word in line.split())
            times = []
            for given in feeds(length, rows[0] if rows else 0):
                start = time.perf_counter()
                network(*given)
                times.append(time.perf_counter() - start)
            print(min(times), flush=True)


main()
