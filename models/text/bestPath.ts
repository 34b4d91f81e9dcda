import type { TextGrammar } from './textGrammar.ts';

/** The bytes that the best path of a grammar writes for a text, or undefined where no path reads all of it. */
export type BestPath = (text: Uint8Array) => Uint8Array | undefined;

/**
 * Finds best paths of a grammar, with ties settled as OpenFST settles them: the graph of (byte position, state) is
 * walked depth first, each node's silent arcs before those that read; nodes are relaxed in reverse post-order (a
 * topological order), and only a strictly smaller float32 distance replaces an earlier one. Where no path has a weight,
 * OpenFST takes the last node found first instead, and so does this. Nodes that cannot read the next byte are left out:
 * nothing they reach is on any path, so the order of the others stays the same.
 * The returned function keeps its working arrays for the next text; it is not re-entrant, and it never waits.
 */
export function bestPathOf(grammar: TextGrammar): BestPath {
  const { start, final, arcStart, labelStart, input, output, weight, next, lookahead, lookaheadRow } = grammar;
  const nodes = new Nodes();
  const edges = new Edges();
  let text: Uint8Array = new Uint8Array();

  const alive = (state: number, position: number): boolean => {
    const byte = position < text.length ? (text[position] ?? 0) : 0;
    return (((lookahead[(lookaheadRow[state] ?? 0) * 8 + (byte >> 5)] ?? 0) >>> (byte & 31)) & 1) === 1;
  };

  const connect = (arc: number, position: number): void => {
    const state = next[arc] ?? 0;
    if (!alive(state, position)) return;
    edges.add(nodes.find(state, position), arc);
  };

  /** Makes the edges of a node: silent arcs first, then those that read the next byte. */
  const expand = (node: number): void => {
    const state = nodes.state[node] ?? 0;
    const position = nodes.position[node] ?? 0;
    const labels = labelStart[state] ?? 0;
    const firstEdge = edges.count;
    for (let arc = arcStart[state] ?? 0; arc < labels; arc++) connect(arc, position);
    if (position < text.length) {
      const byte = text[position] ?? 0;
      const end = arcStart[state + 1] ?? 0;
      for (let arc = lowerBound(input, labels, end, byte); arc < end && input[arc] === byte; arc++) {
        connect(arc, position + 1);
      }
    }
    nodes.firstEdge[node] = firstEdge;
    nodes.cursor[node] = firstEdge;
    nodes.lastEdge[node] = edges.count;
    nodes.visited[node] = 1;
  };

  /** Nodes in the order in which the walk leaves them, in `nodes.order`. */
  const walk = (): void => {
    let depth = 0;
    let left = 0;
    nodes.stack[0] = 0;
    expand(0);
    while (depth >= 0) {
      const node = nodes.stack[depth] ?? 0;
      const edge = nodes.cursor[node] ?? 0;
      if (edge === nodes.lastEdge[node]) {
        nodes.order[left++] = node;
        depth--;
        continue;
      }
      nodes.cursor[node] = edge + 1;
      const target = edges.target[edge] ?? 0;
      if (nodes.visited[target] === 1) continue;
      nodes.stack[++depth] = target;
      expand(target);
    }
  };

  /** The last node of the best path, or −1, and what the arcs up to it weigh. */
  const relax = (): { readonly end: number; readonly weight: number } => {
    let best = Infinity;
    let end = -1;
    nodes.distance[0] = 0;
    for (let i = nodes.count - 1; i >= 0; i--) {
      const node = nodes.order[i] ?? 0;
      const distance = nodes.distance[node] ?? Infinity;
      if (nodes.position[node] === text.length) {
        const total = Math.fround(distance + (final[nodes.state[node] ?? 0] ?? Infinity));
        if (total < best) {
          best = total;
          end = node;
        }
      }
      const last = nodes.lastEdge[node] ?? 0;
      for (let edge = nodes.firstEdge[node] ?? 0; edge < last; edge++) {
        const arc = edges.arc[edge] ?? 0;
        const target = edges.target[edge] ?? 0;
        const total = Math.fround(distance + (weight[arc] ?? 0));
        if (total < (nodes.distance[target] ?? 0)) {
          nodes.distance[target] = total;
          nodes.from[target] = node;
          nodes.by[target] = arc;
        }
      }
    }
    return { end, weight: end < 0 ? Infinity : (nodes.distance[end] ?? 0) };
  };

  /** Marks the nodes from which a path ends; false where an arc between such nodes has a weight. */
  const markUnweighted = (): boolean => {
    for (let i = 0; i < nodes.count; i++) {
      const node = nodes.order[i] ?? 0;
      const ends = nodes.position[node] === text.length && final[nodes.state[node] ?? 0] !== Infinity;
      let useful = ends;
      const last = nodes.lastEdge[node] ?? 0;
      for (let edge = nodes.firstEdge[node] ?? 0; edge < last; edge++) {
        // Targets come earlier in the order, so they are marked already.
        if (nodes.visited[edges.target[edge] ?? 0] !== leadsToEnd) continue;
        if (weight[edges.arc[edge] ?? 0] !== 0) return false;
        useful = true;
      }
      if (useful) nodes.visited[node] = leadsToEnd;
    }
    return true;
  };

  /** The last node of the path that OpenFST finds where all weigh nothing: the node found last goes on first. */
  const lastFoundFirst = (): number => {
    let best = Infinity;
    let end = -1;
    let depth = 0;
    nodes.stack[0] = 0;
    while (depth >= 0) {
      const node = nodes.stack[depth--] ?? 0;
      const ending = final[nodes.state[node] ?? 0] ?? Infinity;
      if (nodes.position[node] === text.length && ending < best) {
        best = ending;
        end = node;
      }
      const last = nodes.lastEdge[node] ?? 0;
      for (let edge = nodes.firstEdge[node] ?? 0; edge < last; edge++) {
        const target = edges.target[edge] ?? 0;
        if (nodes.visited[target] !== leadsToEnd) continue;
        nodes.visited[target] = found;
        nodes.from[target] = node;
        nodes.by[target] = edges.arc[edge] ?? 0;
        nodes.stack[++depth] = target;
      }
    }
    return end;
  };

  return (bytes) => {
    text = bytes;
    nodes.clear();
    edges.clear();
    if (!alive(start, 0)) return undefined;
    nodes.find(start, 0);
    walk();
    const written: number[] = [];
    const relaxed = relax();
    if (relaxed.end < 0) return undefined;
    let node = relaxed.weight === 0 && markUnweighted() ? lastFoundFirst() : relaxed.end;
    for (; node !== 0; node = nodes.from[node] ?? 0) {
      const byte = output[nodes.by[node] ?? 0] ?? 0;
      if (byte !== 0) written.push(byte);
    }
    return Uint8Array.from(written.reverse());
  };
}

/** The first arc in `from … to − 1` whose byte is not below `byte`. */
function lowerBound(input: Uint8Array, from: number, to: number, byte: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((input[middle] ?? 0) < byte) low = middle + 1;
    else high = middle;
  }
  return low;
}

const seldomSmaller = 1 << 14;
/** Marks of a node once it was visited (1). */
const leadsToEnd = 2;
const found = 3;

/** The nodes of one search: every pair (byte position, state) once, found by a hash table with open addressing. */
class Nodes {
  count = 0;
  state = new Int32Array(seldomSmaller);
  position = new Int32Array(seldomSmaller);
  visited = new Uint8Array(seldomSmaller);
  firstEdge = new Int32Array(seldomSmaller);
  lastEdge = new Int32Array(seldomSmaller);
  /** Next edge that the walk takes. */
  cursor = new Int32Array(seldomSmaller);
  stack = new Int32Array(seldomSmaller);
  order = new Int32Array(seldomSmaller);
  distance = new Float32Array(seldomSmaller);
  /** Node before this one on the best path, and the arc between them. */
  from = new Int32Array(seldomSmaller);
  by = new Int32Array(seldomSmaller);
  /** Node + 1, 0 = free. At most half full. */
  #table = new Int32Array(2 * seldomSmaller);

  clear(): void {
    this.count = 0;
    this.#table.fill(0);
  }

  /** The node of a pair; made when it is new. */
  find(state: number, position: number): number {
    const mask = this.#table.length - 1;
    let slot = hash(state, position) & mask;
    for (let entry = this.#table[slot] ?? 0; entry !== 0; entry = this.#table[slot] ?? 0) {
      const node = entry - 1;
      if (this.state[node] === state && this.position[node] === position) return node;
      slot = (slot + 1) & mask;
    }
    if (this.count === this.state.length) {
      this.#grow();
      return this.find(state, position);
    }
    const node = this.count++;
    this.#table[slot] = node + 1;
    this.state[node] = state;
    this.position[node] = position;
    this.visited[node] = 0;
    this.distance[node] = Infinity;
    return node;
  }

  #grow(): void {
    this.state = doubled(this.state);
    this.position = doubled(this.position);
    this.visited = doubled(this.visited);
    this.firstEdge = doubled(this.firstEdge);
    this.lastEdge = doubled(this.lastEdge);
    this.cursor = doubled(this.cursor);
    this.stack = doubled(this.stack);
    this.order = doubled(this.order);
    this.distance = doubled(this.distance);
    this.from = doubled(this.from);
    this.by = doubled(this.by);
    this.#table = new Int32Array(this.#table.length * 2);
    const mask = this.#table.length - 1;
    for (let node = 0; node < this.count; node++) {
      let slot = hash(this.state[node] ?? 0, this.position[node] ?? 0) & mask;
      while (this.#table[slot] !== 0) slot = (slot + 1) & mask;
      this.#table[slot] = node + 1;
    }
  }
}

/** The edges of one search; those of a node lie side by side. */
class Edges {
  count = 0;
  target = new Int32Array(seldomSmaller);
  arc = new Int32Array(seldomSmaller);

  clear(): void {
    this.count = 0;
  }

  add(target: number, arc: number): void {
    if (this.count === this.target.length) {
      this.target = doubled(this.target);
      this.arc = doubled(this.arc);
    }
    this.target[this.count] = target;
    this.arc[this.count++] = arc;
  }
}

/** Fibonacci hashing of the pair; any odd multipliers do. */
function hash(state: number, position: number): number {
  const mixed = Math.imul(state, 0x9e3779b1) ^ Math.imul(position, 0x85ebca6b);
  return mixed ^ (mixed >>> 15);
}

function doubled<T extends Int32Array | Uint8Array | Float32Array>(array: T): T {
  const larger = new (array.constructor as new (length: number) => T)(array.length * 2);
  larger.set(array);
  return larger;
}
